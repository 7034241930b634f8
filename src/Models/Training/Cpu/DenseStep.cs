using System.Collections.Immutable;
using Sweep.Messages.Parameters;
using Sweep.Models.Networks;
using static TorchSharp.torch;

namespace Sweep.Models.Training.Cpu;

/// <summary>
/// The step of a dense autoencoder on the CPU, written out: the products are the tensor library's, all between them is done in one pass each,
/// into memory that was taken once, and a layer's weights are moved while its gradient is still in the cache.
/// </summary>
internal sealed class DenseStep : TrainingStep
{
    private readonly ImmutableArray<int> widths;
    private readonly Objective objective;
    private readonly FlatWeights weights;
    private readonly Optimizer optimizer;
    private readonly ImmutableArray<Tensor> transposed;
    private readonly FlatWeights gradients;
    private readonly Dictionary<(long Samples, bool Learning), DenseBuffers> buffers = [];
    private double loss;

    /// <param name="widths">Of all layers, the image first and last; the latent code in the middle.</param>
    public DenseStep(ImmutableArray<int> widths, ParameterSet parameters, InitialWeights initial)
    {
        this.widths = widths;
        objective = Objective.From(parameters);
        var shapes = DenseNetwork.Shapes(widths);
        weights = new FlatWeights(shapes, CPU);
        gradients = new FlatWeights(shapes, CPU);
        weights.Initialise(initial);
        optimizer = new Optimizer(parameters, shapes, weights);
        transposed = [.. Enumerable.Range(0, Layers).Select(layer => Weight(weights, layer).t().DetachFromDisposeScope())];
    }

    private int Layers => widths.Length - 1;

    /// <summary>Place of the latent code among the layers' outputs.</summary>
    private int Latent => (Layers / 2) - 1;

    public override void Run(Tensor input, Tensor target, double learningRate)
    {
        var samples = input.shape[0];
        var room = Room(samples, learning: true);
        Forward(input, room);
        optimizer.BeginStep(learningRate);

        var reconstruction = OutputKernels.LossAndGradient(
            Floats.Of(room.Activations[^1]), Floats.Of(target), Floats.Of(room.Gradients[^1]), objective.Loss, 1f / (samples * widths[^1]));
        loss += reconstruction / widths[^1];
        for (var layer = Layers - 1; layer >= 0; layer--)
        {
            Backward(layer, input, room, samples);
        }
    }

    public override double DrainLoss()
    {
        var drained = loss;
        loss = 0;
        return drained;
    }

    public override void Evaluate(Tensor input, Tensor target, EvaluationTotals totals)
    {
        var samples = input.shape[0];
        var room = Room(samples, learning: false);
        Forward(input, room);
        var (reconstruction, squares) = OutputKernels.LossAndOutput(Floats.Of(room.Activations[^1]), Floats.Of(target), objective.Loss);
        var code = Floats.Of(room.Activations[Latent]);
        var (sum, absolute, small) = LayerKernels.Describe(code);
        totals.AddReconstruction(samples, samples * widths[^1], (reconstruction / widths[^1]) + (objective.L1 * absolute), squares);
        totals.AddLatent(code.Length, sum, small);
    }

    public override NetworkOutput Apply(Tensor input)
    {
        var room = Room(input.shape[0], learning: false);
        Forward(input, room);
        OutputKernels.Output(Floats.Of(room.Activations[^1]));
        return new NetworkOutput(room.Activations[^1], room.Activations[Latent]);
    }

    public override ImmutableArray<TensorData> Capture() => [.. weights.Capture(""), .. optimizer.Capture()];

    public override void Restore(ImmutableArray<TensorData> tensors)
    {
        weights.Restore(tensors, "");
        optimizer.Restore(tensors);
    }

    public override void Dispose()
    {
        foreach (var tensor in transposed)
        {
            tensor.Dispose();
        }

        foreach (var room in buffers.Values)
        {
            room.Dispose();
        }

        optimizer.Dispose();
        gradients.Dispose();
        weights.Dispose();
    }

    private static Tensor Weight(FlatWeights of, int layer) => of.Views[2 * layer];

    private static Tensor Bias(FlatWeights of, int layer) => of.Views[(2 * layer) + 1];

    private bool HasRelu(int layer) => layer != Latent && layer != Layers - 1;

    private DenseBuffers Room(long samples, bool learning)
    {
        if (!buffers.TryGetValue((samples, learning), out var room))
        {
            room = new DenseBuffers(samples, widths, learning);
            buffers.Add((samples, learning), room);
        }

        return room;
    }

    private void Forward(Tensor input, DenseBuffers room)
    {
        for (var layer = 0; layer < Layers; layer++)
        {
            room.Activations[layer].addmm_(layer == 0 ? input : room.Activations[layer - 1], transposed[layer], 0, 1);
            LayerKernels.AddBias(Floats.Of(room.Activations[layer]), Floats.Of(Bias(weights, layer)), HasRelu(layer));
        }
    }

    private void Backward(int layer, Tensor input, DenseBuffers room, long samples)
    {
        var gradient = room.Gradients[layer];
        if (HasRelu(layer))
        {
            LayerKernels.ReluBackward(Floats.Of(gradient), Floats.Of(room.Activations[layer]));
        }
        else if (layer == Latent)
        {
            loss += objective.L1 * LayerKernels.AddPenalty(Floats.Of(gradient), Floats.Of(room.Activations[layer]), (float)(objective.L1 / samples));
        }

        // The gradient of the layer below needs the weights as they were.
        if (layer > 0)
        {
            room.Gradients[layer - 1].addmm_(gradient, Weight(weights, layer), 0, 1);
        }

        Weight(gradients, layer).addmm_(room.TransposedGradients[layer], layer == 0 ? input : room.Activations[layer - 1], 0, 1);
        LayerKernels.SumRows(Floats.Of(gradient), Floats.Of(Bias(gradients, layer)));
        optimizer.Update(2 * layer, Weight(gradients, layer));
        optimizer.Update((2 * layer) + 1, Bias(gradients, layer));
    }
}
