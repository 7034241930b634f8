using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.TorchSharp.Tests.Tensors;

public class ShapeTests
{
    private static Tensor Counted(params long[] shape)
    {
        var count = shape.Aggregate(1L, (a, b) => a * b);
        return tensor(Enumerable.Range(0, (int)count).Select(i => (float)i).ToArray(), shape);
    }

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();

    [Fact]
    public void Views_share_memory()
    {
        using var scope = NewDisposeScope();
        var made = zeros([4]);

        made.view(2, 2).narrow(0, 1, 1).add_(5);

        Assert.Equal([0f, 0, 5, 5], Values(made));
    }

    [Fact]
    public void A_transpose_is_read_in_its_own_order()
    {
        using var scope = NewDisposeScope();
        var made = Counted(2, 3).t();

        Assert.Equal([0f, 3, 1, 4, 2, 5], Values(made));
        Assert.Equal([0f, 3, 1, 4, 2, 5], Values(made.contiguous()));
        Assert.Equal([0f, 3, 1, 4, 2, 5], Values(made.reshape(6)));
        Assert.ThrowsAny<Exception>(() => made.bytes.Length);
        Assert.ThrowsAny<Exception>(() => made.view(6));
    }

    [Fact]
    public void Dimensions_move_merge_and_repeat()
    {
        using var scope = NewDisposeScope();
        var made = Counted(2, 1, 3);

        Assert.Equal(6, made.NumberOfElements);
        Assert.Equal([6], made.flatten().shape);
        Assert.Equal([2, 3], made.flatten(1).shape);
        Assert.Equal([3, 2, 1], made.permute(2, 0, 1).shape);
        Assert.Equal([3, 1, 2], made.transpose(0, 2).shape);
        Assert.Equal([2, 4, 3], made.expand(2, 4, 3).shape);
    }

    [Fact]
    public void Rows_are_picked_by_their_numbers()
    {
        using var scope = NewDisposeScope();
        var made = Counted(3, 2);

        Assert.Equal([4f, 5, 0, 1], Values(made.index_select(0, tensor(new long[] { 2, 0 }))));
        Assert.Equal([2f, 3], Values(made.narrow(0, 1, 1)));
    }

    [Fact]
    public void Images_flip()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([1f, 0, 3, 2], Values(Counted(2, 2).flip(1)));
    }

    [Fact]
    public void Types_convert()
    {
        using var scope = NewDisposeScope();
        var made = tensor(new float[] { 0.5f, 2.75f });

        Assert.Equal([0L, 2], made.to(ScalarType.Int64).data<long>().ToArray());
        Assert.Equal([0.5, 2.75], made.to(ScalarType.Float64).data<double>().ToArray());
        Assert.Equal(DeviceType.CPU, made.to(device("cpu")).device_type);
    }

    [Fact]
    public void Devices_are_named_by_kind_and_number()
    {
        Assert.Equal(DeviceType.CUDA, device("cuda:1").type);
        Assert.Equal("cuda:1", device("cuda:1").ToString());
        Assert.Equal("cpu", CPU.ToString());
        Assert.ThrowsAny<ArgumentException>(() => device("abacus"));
    }
}
