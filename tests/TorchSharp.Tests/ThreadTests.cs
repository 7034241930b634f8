using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.TorchSharp.Tests;

public class ThreadTests
{
    [Fact]
    public void Threads_compute_side_by_side_what_one_computes_alone()
    {
        set_num_threads(1);
        using var input = empty([64, 64]).normal_(0, 1, new Generator(5));
        float[] Compute()
        {
            using var scope = NewDisposeScope();
            var value = input;
            for (var i = 0; i < 50; i++)
            {
                value = value.matmul(input).sigmoid();
            }
            return value.data<float>().ToArray();
        }

        var alone = Compute();
        var together = new float[4][];
        var threads = Enumerable.Range(0, 4).Select(i => new Thread(() => together[i] = Compute())).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.All(together, values => Assert.Equal(alone, values));
    }

    [Fact]
    public void A_machine_without_CUDA_says_so()
    {
        Assert.Equal(cuda.device_count() > 0, cuda.is_available());
        Assert.NotEmpty(__version__);
    }
}
