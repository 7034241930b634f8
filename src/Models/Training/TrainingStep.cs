using System.Collections.Immutable;
using Sweep.Models.Networks;
using static TorchSharp.torch;

namespace Sweep.Models.Training;

/// <summary>A network with its weights and its optimizer on one device, one step at a time. Images are samples × pixels, fp32, 0 to 1.</summary>
internal abstract class TrainingStep : IDisposable
{
    /// <summary>Learns from one batch.</summary>
    /// <param name="input">What the network sees; the caller's, and perhaps the same tensor as <paramref name="target"/>.</param>
    /// <param name="target">What it should give.</param>
    /// <param name="learningRate">Of this step.</param>
    public abstract void Run(Tensor input, Tensor target, double learningRate);

    /// <summary>The sum over samples of the losses of all steps since the last call, each taken before its update. Waits for the device.</summary>
    public abstract double DrainLoss();

    /// <summary>Measures one batch without learning.</summary>
    public abstract void Evaluate(Tensor input, Tensor target, EvaluationTotals totals);

    /// <summary>What the network makes of one batch, without learning. Good until it is asked again, and within the caller's dispose scope.</summary>
    public abstract NetworkOutput Apply(Tensor input);

    public abstract ImmutableArray<TensorData> Capture();

    /// <exception cref="InvalidDataException">The tensors are those of another model.</exception>
    public abstract void Restore(ImmutableArray<TensorData> tensors);

    public abstract void Dispose();
}
