using System.Collections.Immutable;
using Sweep.Messages.Parameters;
using Sweep.Models.Networks;
using static TorchSharp.torch;

namespace Sweep.Models.Training;

/// <summary>The step of any network, on any device: gradients by autograd.</summary>
internal sealed class NetworkStep : TrainingStep
{
    private readonly Network network;
    private readonly (int Height, int Width) image;
    private readonly Objective objective;
    private readonly FlatWeights weights;
    private readonly Tensor[] leaves;
    private readonly Optimizer optimizer;
    private readonly Tensor losses;

    public NetworkStep(Network network, (int Height, int Width) image, ParameterSet parameters, Device device, InitialWeights initial)
    {
        (this.network, this.image) = (network, image);
        objective = Objective.From(parameters);
        weights = new FlatWeights(network.Weights, device);
        weights.Initialise(initial);
        leaves = [.. weights.Views.Select(view => view.detach().requires_grad_(true).DetachFromDisposeScope())];
        optimizer = new Optimizer(parameters, network.Weights, weights);
        losses = zeros([1], dtype: ScalarType.Float64, device: device).DetachFromDisposeScope();
    }

    public override void Run(Tensor input, Tensor target, double learningRate)
    {
        using var scope = NewDisposeScope();
        var samples = input.shape[0];
        var (batch, _) = Loss(network.Forward(leaves, Images(input)), target);
        var gradients = autograd.grad([batch], leaves);
        using var frozen = no_grad();
        optimizer.BeginStep(learningRate);
        for (var i = 0; i < leaves.Length; i++)
        {
            optimizer.Update(i, gradients[i].contiguous());
        }

        losses.add_(batch.detach().to(ScalarType.Float64).mul_(samples));
    }

    public override double DrainLoss()
    {
        var drained = losses.cpu().item<double>();
        losses.zero_();
        return drained;
    }

    public override void Evaluate(Tensor input, Tensor target, EvaluationTotals totals)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var samples = input.shape[0];
        var output = network.Forward(leaves, Images(input));
        var (batch, result) = Loss(output, target);
        var loss = samples * batch.to(ScalarType.Float64).item<double>();
        if (network.Target == LearningTarget.Labels)
        {
            totals.AddClassification(samples, loss, correct: output.Prediction.argmax(1).eq(target).sum(ScalarType.Int64).item<long>());
            return;
        }

        totals.AddReconstruction(samples, target.NumberOfElements, loss, (result - target).square().sum(ScalarType.Float64).item<double>());
        if (output.Latent is { } code)
        {
            var small = code.abs().lt(EvaluationTotals.SparseBelow).sum(ScalarType.Int64).item<long>();
            totals.AddLatent(code.NumberOfElements, code.sum(ScalarType.Float64).item<double>(), small);
        }
    }

    public override NetworkOutput Apply(Tensor input)
    {
        using var frozen = no_grad();
        return network.Forward(leaves, Images(input));
    }

    public override ImmutableArray<TensorData> Capture() => [.. weights.Capture(""), .. optimizer.Capture()];

    public override void Restore(ImmutableArray<TensorData> tensors)
    {
        using var frozen = no_grad();
        weights.Restore(tensors, "");
        optimizer.Restore(tensors);
    }

    public override void Dispose()
    {
        foreach (var leaf in leaves)
        {
            leaf.Dispose();
        }

        losses.Dispose();
        optimizer.Dispose();
        weights.Dispose();
    }

    private Tensor Images(Tensor flat) => flat.view(flat.shape[0], 1, image.Height, image.Width);

    private (Tensor Loss, Tensor Result) Loss(NetworkOutput output, Tensor target)
    {
        if (network.Target == LearningTarget.Labels)
        {
            return (nn.functional.cross_entropy(output.Prediction, target), output.Prediction);
        }

        var images = output.Prediction.reshape(target.shape);
        var reconstruction = objective.Loss == ReconstructionLoss.SquaredError
            ? nn.functional.mse_loss(images, target)
            : nn.functional.binary_cross_entropy(images, target);
        return (objective.L1 > 0 && output.Latent is { } code
            ? reconstruction + (code.abs().sum() * (objective.L1 / target.shape[0]))
            : reconstruction, images);
    }
}
