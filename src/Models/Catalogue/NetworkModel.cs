using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Models.Networks;
using Sweep.Models.Training;
using Sweep.Models.Training.Cpu;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.Models.Catalogue;

/// <summary>A model that is a network of tensors, trained by gradient descent on images: what most models derive from.</summary>
public abstract class NetworkModel : Model
{
    /// <summary>The network of one run.</summary>
    /// <param name="parameters">Checked against the description.</param>
    /// <exception cref="BadLaneException">It does not fit the data set's images.</exception>
    public abstract Network Build(ParameterSet parameters, DataSetDescription data);

    public sealed override LaneTraining Start(TrainingStart start)
    {
        // One thread per slot: other slots have the other cores, and sums do not depend on how many there are.
        set_num_threads(1);
        var target = device(start.Device);
        var seed = RandomStreams.Seed(start.Parameters.Integer("seed"), RandomPurpose.Initialisation, 0);
        var noise = NoiseOptions.From(start.Parameters);
        var images = target.type == DeviceType.CPU ? (ImageSource)new HostImages(noise) : new DeviceImages(noise, target);
        var network = Build(start.Parameters, start.Data.Description);
        return new StepwiseTraining(start, images, MakeStep(start, network, target, seed), network.Target);
    }

    /// <summary>The training step of a run; autograd's unless a model has a faster one for the device.</summary>
    private protected virtual TrainingStep MakeStep(TrainingStart start, Network network, Device target, ulong seed)
    {
        var data = start.Data.Description;
        return new NetworkStep(network, (data.Height, data.Width), start.Parameters, target, seed);
    }
}
