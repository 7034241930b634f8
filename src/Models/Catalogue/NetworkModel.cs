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
        var target = Prepare(start);
        var images = Images(NoiseOptions.From(start.Parameters), target);
        var network = Build(start.Parameters, start.Data.Description);
        return new StepwiseTraining(start, images, MakeStep(start, network, target), network.Target);
    }

    internal static Device Prepare(TrainingStart start)
    {
        // One thread per slot: other slots have the other cores, and sums do not depend on how many there are.
        set_num_threads(1);
        return device(start.Device);
    }

    internal static ImageSource Images(NoiseOptions noise, Device target) =>
        target.type == DeviceType.CPU ? new HostImages(noise) : new DeviceImages(noise, target);

    /// <summary>The training step of a run; autograd's unless a model has a faster one for the device.</summary>
    private protected virtual TrainingStep MakeStep(TrainingStart start, Network network, Device target)
    {
        var data = start.Data.Description;
        return new NetworkStep(network, (data.Height, data.Width), start.Parameters, target, InitialWeights.From(start.Parameters, start.Data));
    }
}
