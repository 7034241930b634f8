using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sweep.TorchSharp.Tests.Memory;

[CollectionDefinition("resident memory", DisableParallelization = true)]
public class ResidentMemoryCollection;

/// <summary>Apart from the others, so that what they allocate is not taken for a leak.</summary>
[Collection("resident memory")]
public class ResidentMemoryTests
{
    // Every tensor of a step takes 16 KiB or more: were one forgotten at each, 9,000 steps would add 140 MiB.
    private const long Tolerated = 32L << 20;

    [Fact]
    public void Ten_thousand_steps_of_training_take_no_more_memory_than_one_thousand()
    {
        using var outer = NewDisposeScope();
        var images = rand([64, 64]);
        var weights = new[] { rand([64, 64]), zeros([64]), rand([64, 64]), zeros([64]) };
        foreach (var weight in weights)
        {
            weight.mul_(0.1).requires_grad_();
        }

        Train(images, weights, 1_000);
        var after1000 = Resident();
        Train(images, weights, 9_000);
        var after10000 = Resident();

        Assert.True(after10000 - after1000 < Tolerated, $"{after1000 >> 20} MiB after 1,000 steps, {after10000 >> 20} MiB after 10,000.");
    }

    [Fact]
    public void The_finalizer_frees_what_nobody_disposed()
    {
        Forget(1);
        var before = Resident();
        for (var i = 0; i < 20; i++)
        {
            Forget(8);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.True(Resident() - before < Tolerated * 3);
    }

    private static void Train(Tensor images, Tensor[] weights, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var code = functional.relu(functional.linear(images, weights[0], weights[1]));
            var loss = functional.mse_loss(functional.linear(code, weights[2], weights[3]).sigmoid(), images);
            var gradients = autograd.grad([loss], weights);
            using var frozen = no_grad();
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i].add_(gradients[i], -0.01);
            }
        }
    }

    /// <summary>Makes tensors of 4 MiB and loses them.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Forget(int count)
    {
        for (var i = 0; i < count; i++)
        {
            ones([1 << 20]);
        }
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) << 10;
    }
}
