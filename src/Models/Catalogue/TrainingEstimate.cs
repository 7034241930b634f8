using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Models.Training;

namespace Sweep.Models.Catalogue;

/// <summary>The size of a training, from that of its network.</summary>
public static class TrainingEstimate
{
    /// <param name="weights">Trainable numbers.</param>
    /// <param name="activations">Numbers that one sample needs between the layers, its input and its output included.</param>
    /// <param name="flopsPerSample">Of a forward pass; the backward pass is taken as twice that.</param>
    /// <param name="codeSize">Numbers of the latent code; 0 where there is none.</param>
    public static ModelEstimate Of(ParameterSet parameters, DataSetDescription data, long weights, long activations, double flopsPerSample, long codeSize = 0)
    {
        var optimizerState = parameters.Text("optimizer") == "sgd" ? 0 : 2 * weights;
        var batch = Math.Max(2 * parameters.Integer("batch_size"), Batches.EvaluationSize);
        var validation = (long)(parameters.Real("validation") * data.TrainCount);
        var evaluated = validation + data.TestCount;
        return new ModelEstimate(
            weights,
            MemoryBytes: sizeof(float) * ((2 * weights) + optimizerState + (batch * activations)),
            FlopsPerEpoch: flopsPerSample * ((3.0 * (data.TrainCount - validation)) + evaluated),
            codeSize);
    }
}
