using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sweep.Models.Training.Cpu;

/// <summary>Adam in one pass over memory, where a tensor library makes about ten.</summary>
internal static class AdamKernel
{
    /// <summary>
    /// One step: m ← m + (1-β₁)(g-m), v ← β₂v + (1-β₂)g², w ← (1-decay)·w - rate·m / (√v·scale + ε), element by element. The same bits for
    /// any vector width: each element takes the same roundings in the vector loop and in the rest.
    /// </summary>
    public static void Step(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, in AdamCoefficients c)
    {
        if (gradients.Length != weights.Length || first.Length != weights.Length || second.Length != weights.Length)
        {
            throw new ArgumentException($"{weights.Length} weights need as many gradients ({gradients.Length}) and moments ({first.Length}, {second.Length}).");
        }

        var (rest, width) = (weights.Length - (weights.Length % Vector512<float>.Count), Vector512<float>.Count);
        ref var w = ref MemoryMarshal.GetReference(weights);
        ref var g = ref MemoryMarshal.GetReference(gradients);
        ref var m = ref MemoryMarshal.GetReference(first);
        ref var v = ref MemoryMarshal.GetReference(second);
        var (firstShare, secondKeep, secondShare) = (Vector512.Create(c.FirstShare), Vector512.Create(c.SecondKeep), Vector512.Create(c.SecondShare));
        var (negativeRate, scale, epsilon, keep) =
            (Vector512.Create(-c.Rate), Vector512.Create(c.SecondScale), Vector512.Create(c.Epsilon), Vector512.Create(c.Keep));

        for (var i = 0; i < rest; i += width)
        {
            var gradient = Vector512.LoadUnsafe(ref g, (nuint)i);
            var moment = Vector512.LoadUnsafe(ref m, (nuint)i);
            moment = Vector512.FusedMultiplyAdd(gradient - moment, firstShare, moment);
            var square = Vector512.FusedMultiplyAdd(gradient * gradient, secondShare, Vector512.LoadUnsafe(ref v, (nuint)i) * secondKeep);
            var divisor = Vector512.FusedMultiplyAdd(Vector512.Sqrt(square), scale, epsilon);
            moment.StoreUnsafe(ref m, (nuint)i);
            square.StoreUnsafe(ref v, (nuint)i);
            Vector512.FusedMultiplyAdd(moment / divisor, negativeRate, Vector512.LoadUnsafe(ref w, (nuint)i) * keep).StoreUnsafe(ref w, (nuint)i);
        }

        for (var i = rest; i < weights.Length; i++)
        {
            first[i] = MathF.FusedMultiplyAdd(gradients[i] - first[i], c.FirstShare, first[i]);
            second[i] = MathF.FusedMultiplyAdd(gradients[i] * gradients[i], c.SecondShare, second[i] * c.SecondKeep);
            var divisor = MathF.FusedMultiplyAdd(MathF.Sqrt(second[i]), c.SecondScale, c.Epsilon);
            weights[i] = MathF.FusedMultiplyAdd(first[i] / divisor, -c.Rate, weights[i] * c.Keep);
        }
    }
}

/// <summary>
/// The numbers of one Adam step (Kingma, Ba 2015, https://arxiv.org/abs/1412.6980), with β₁ = 0.9, β₂ = 0.999, ε = 1e-8, and PyTorch's place
/// for ε: beside the bias-corrected root.
/// </summary>
/// <param name="Rate">lr / (1 - β₁ᵗ)</param>
/// <param name="SecondScale">1 / √(1 - β₂ᵗ)</param>
/// <param name="Keep">1 - lr·decay; 1 without decay (AdamW: Loshchilov, Hutter 2019, https://arxiv.org/abs/1711.05101).</param>
internal readonly record struct AdamCoefficients(
    float Rate, float FirstShare, float SecondKeep, float SecondShare, float SecondScale, float Epsilon, float Keep)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;

    /// <param name="step">Counted from 1.</param>
    public static AdamCoefficients At(long step, double learningRate, double weightDecay) => new(
        Rate: (float)(learningRate / (1 - Math.Pow(Beta1, step))),
        FirstShare: (float)(1 - Beta1),
        SecondKeep: (float)Beta2,
        SecondShare: (float)(1 - Beta2),
        SecondScale: (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step))),
        Epsilon: 1e-8f,
        Keep: (float)(1 - (learningRate * weightDecay)));
}
