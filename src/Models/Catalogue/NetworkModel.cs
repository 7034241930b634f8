using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
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
    public abstract Network Build(ParameterSet parameters, DataSetDescription data);

    public sealed override LaneTraining Start(TrainingStart start)
    {
        // One thread per slot: other slots have the other cores, and sums do not depend on how many there are.
        set_num_threads(1);
        var target = device(start.Device);
        var seed = RandomStreams.Seed(start.Parameters.Integer("seed"), RandomPurpose.Initialisation, 0);
        var noise = NoiseOptions.From(start.Parameters);
        var images = target.type == DeviceType.CPU ? (ImageSource)new HostImages(noise) : new DeviceImages(noise, target);
        return new StepwiseTraining(start, images, MakeStep(start, target, seed));
    }

    /// <summary>The training step of a run; autograd's unless a model has a faster one for the device.</summary>
    private protected virtual TrainingStep MakeStep(TrainingStart start, Device target, ulong seed)
    {
        var data = start.Data.Description;
        return new NetworkStep(Build(start.Parameters, data), (data.Height, data.Width), start.Parameters, target, seed);
    }
}
