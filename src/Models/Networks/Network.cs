using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Sweep.Models.Networks;

/// <summary>
/// The architecture of one run: which weights it has and what it makes of images with them. Holds no tensors itself, and its weights come
/// from outside, so that one network can serve many lanes.
/// </summary>
public abstract class Network
{
    /// <summary>
    /// All trainable tensors, in the order in which <see cref="Forward"/> takes them. The bias of the output, where it has one, is a vector and
    /// comes last: that is what <c>output_bias</c> sets.
    /// </summary>
    public abstract ImmutableArray<WeightShape> Weights { get; }

    /// <summary>Whether it learns to give images back or to tell their labels.</summary>
    public virtual LearningTarget Target => LearningTarget.Images;

    /// <summary>Deterministic; draws no random numbers. Runs within a dispose scope.</summary>
    /// <param name="weights">In the shapes of <see cref="Weights"/>.</param>
    /// <param name="images">Samples × 1 × height × width, fp32, 0 to 1.</param>
    public abstract NetworkOutput Forward(IReadOnlyList<Tensor> weights, Tensor images);
}

/// <param name="Prediction">
/// The reconstruction, 0 to 1, in the shape of the images that went in or flattened; of a network that learns labels, samples × classes, as logits.
/// </param>
/// <param name="Latent">The code, samples × anything; null where there is none.</param>
public sealed record NetworkOutput(Tensor Prediction, Tensor? Latent);

public enum LearningTarget
{
    /// <summary>The clean images: loss, PSNR and what is said of the latent code are measured.</summary>
    Images,

    /// <summary>The labels, by cross-entropy: loss and accuracy are measured.</summary>
    Labels,
}
