using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.TorchSharp.Tests.Tensors;

public class ShapeTests
{
    private static Tensor Counted(params long[] shape) => arange(shape.Aggregate(1L, (a, b) => a * b), dtype: float32).reshape(shape);

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();

    [Fact]
    public void Views_share_memory_and_copies_do_not()
    {
        using var scope = NewDisposeScope();
        var made = zeros(4);
        var view = made.view(2, 2);
        var copy = made.clone();

        view[1, 0].fill_(5);

        Assert.Equal([0f, 0, 5, 0], Values(made));
        Assert.Equal([0f, 0, 0, 0], Values(copy));
    }

    [Fact]
    public void A_transpose_is_read_in_its_own_order()
    {
        using var scope = NewDisposeScope();
        var made = Counted(2, 3).t();

        Assert.False(made.is_contiguous());
        Assert.Equal([1L, 3], made.stride());
        Assert.Equal([0f, 3, 1, 4, 2, 5], Values(made));
        Assert.Equal([0f, 3, 1, 4, 2, 5], Values(made.contiguous()));
        Assert.ThrowsAny<Exception>(() => made.bytes.Length);
        Assert.ThrowsAny<Exception>(() => made.view(6));
    }

    [Fact]
    public void Dimensions_come_and_go()
    {
        using var scope = NewDisposeScope();
        var made = Counted(2, 1, 3);

        Assert.Equal([2, 3], made.squeeze(1).shape);
        Assert.Equal([2, 1, 1, 3], made.unsqueeze(1).shape);
        Assert.Equal([6], made.flatten().shape);
        Assert.Equal([3, 2, 1], made.permute(2, 0, 1).shape);
        Assert.Equal([2, 4, 3], made.expand(2, 4, 3).shape);
        Assert.Equal([4, 1, 3], cat([made, made]).shape);
        Assert.Equal([2, 2, 1, 3], stack([made, made]).shape);
        Assert.Equal([2, 1], made.chunk(3, 2)[0].shape[..2]);
    }

    [Fact]
    public void Indices_are_numbers_ranges_dots_and_tensors()
    {
        using var scope = NewDisposeScope();
        var made = Counted(3, 4);

        Assert.Equal([4f, 5, 6, 7], Values(made[1]));
        Assert.Equal([1f, 5, 9], Values(made[TensorIndex.Colon, TensorIndex.Single(1)]));
        Assert.Equal([5f, 6], Values(made[TensorIndex.Single(1), TensorIndex.Slice(1, 3)]));
        Assert.Equal([3f, 7, 11], Values(made[TensorIndex.Ellipsis, TensorIndex.Single(-1)]));
        Assert.Equal([3, 1, 4], made[TensorIndex.Colon, TensorIndex.None].shape);
        Assert.Equal([0f, 2], Values(made[TensorIndex.Single(0), TensorIndex.Slice(0, null, 2)]));
        Assert.Equal([8f, 9, 10, 11, 0, 1, 2, 3], Values(made[TensorIndex.Tensor(tensor(new long[] { 2, 0 }))]));
    }

    [Fact]
    public void What_indices_name_can_be_set()
    {
        using var scope = NewDisposeScope();
        var made = zeros(2, 3);

        made[TensorIndex.Single(1), TensorIndex.Slice(1)] = ones(2);
        made[0, 0] = tensor(7f);

        Assert.Equal([7f, 0, 0, 0, 1, 1], Values(made));
    }

    [Fact]
    public void Rows_are_picked_by_their_numbers()
    {
        using var scope = NewDisposeScope();
        var made = Counted(3, 2);
        var rows = tensor(new long[] { 2, 0 });

        Assert.Equal([4f, 5, 0, 1], Values(made.index_select(0, rows)));
        Assert.Equal([2f, 3], Values(made.narrow(0, 1, 1)));
        Assert.Equal([1f, 2], Values(made.gather(1, tensor(new long[,] { { 1 }, { 0 } }))));
        Assert.Equal([9f, 9, 2, 3, 9, 9], Values(made.index_fill(0, rows, 9)));
        Assert.Equal([0f, 1, 2, 0, 0, 0], Values(made.masked_fill(made > 2, 0)));
    }

    [Fact]
    public void Images_turn_and_flip()
    {
        using var scope = NewDisposeScope();
        var made = Counted(2, 2);

        Assert.Equal([1f, 0, 3, 2], Values(made.flip(1)));
        Assert.Equal([1f, 3, 0, 2], Values(made.rot90()));
    }

    [Fact]
    public void Types_convert()
    {
        using var scope = NewDisposeScope();
        var made = tensor(new float[] { 0.5f, 2.75f });

        Assert.Equal([0L, 2], made.to(int64).data<long>().ToArray());
        Assert.Equal([0.5, 2.75], made.to(float64).data<double>().ToArray());
        Assert.Equal(2, made.to(bfloat16).ElementSize);
        Assert.Equal(DeviceType.CPU, made.to(device("cpu")).device_type);
    }

    [Fact]
    public void Devices_are_named_by_kind_and_number()
    {
        Assert.Equal(DeviceType.CUDA, device("cuda:1").type);
        Assert.Equal(1, device("cuda:1").index);
        Assert.Equal("cuda:1", device("cuda:1").ToString());
        Assert.Equal("cpu", CPU.ToString());
        Assert.ThrowsAny<ArgumentException>(() => device("abacus"));
    }
}
