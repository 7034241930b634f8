using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweep.Models.Training.Cpu;

/// <summary>Gradient descent without momentum: w ← w - rate·g.</summary>
internal static class SgdKernel
{
    public static void Step(Span<float> weights, ReadOnlySpan<float> gradients, float rate)
    {
        var (rest, width) = (weights.Length - (weights.Length % Vector512<float>.Count), Vector512<float>.Count);
        ref var w = ref MemoryMarshal.GetReference(weights);
        ref var g = ref MemoryMarshal.GetReference(gradients);
        for (var i = 0; i < rest; i += width)
        {
            Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref g, (nuint)i), Vector512.Create(-rate), Vector512.LoadUnsafe(ref w, (nuint)i))
                .StoreUnsafe(ref w, (nuint)i);
        }

        for (var i = rest; i < weights.Length; i++)
        {
            weights[i] = MathF.FusedMultiplyAdd(gradients[i], -rate, weights[i]);
        }
    }
}
