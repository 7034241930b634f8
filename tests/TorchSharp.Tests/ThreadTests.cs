using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.TorchSharp.Tests;

public class ThreadTests
{
    [Fact]
    public void A_thread_that_asks_for_one_thread_has_one()
    {
        var threads = 0;
        var thread = new Thread(() =>
        {
            set_num_threads(1);
            threads = get_num_threads();
        });
        thread.Start();
        thread.Join();

        Assert.Equal(1, threads);
    }

    [Fact]
    public void Threads_compute_side_by_side_what_one_computes_alone()
    {
        using var input = randn(new long[] { 64, 64 }, generator: new Generator(5));
        float[] Compute()
        {
            using var scope = NewDisposeScope();
            var value = input;
            for (var i = 0; i < 50; i++)
            {
                value = value.matmul(input).tanh();
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
