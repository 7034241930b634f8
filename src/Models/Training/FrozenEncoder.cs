using Sweep.Messages.Catalogue;
using static TorchSharp.torch;

namespace Sweep.Models.Training;

/// <summary>Another run's encoder on a device: makes codes of images and learns nothing.</summary>
internal sealed class FrozenEncoder : IDisposable
{
    private readonly TrainedEncoder trained;
    private readonly DataSetDescription images;
    private readonly FlatWeights weights;

    /// <exception cref="BadLaneException">The weights are none of such a network.</exception>
    public FrozenEncoder(TrainedEncoder trained, DataSetDescription images, Device device)
    {
        (this.trained, this.images) = (trained, images);
        weights = new FlatWeights(trained.Network.Weights, device);
        try
        {
            weights.Restore(trained.Weights, "");
            using var scope = NewDisposeScope();
            CodeSize = Encode(zeros([1, images.Height * images.Width], dtype: ScalarType.Float32, device: device)).shape[1];
        }
        catch (InvalidDataException error)
        {
            weights.Dispose();
            throw new BadLaneException($"The encoder does not fit images of {images.Width}×{images.Height}: {error.Message}");
        }
    }

    /// <summary>Numbers that stand for one image.</summary>
    public long CodeSize { get; }

    /// <param name="flat">Samples × pixels.</param>
    /// <returns>Samples × <see cref="CodeSize"/>; the caller's scope disposes it.</returns>
    public Tensor Encode(Tensor flat)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var code = trained.Network.Forward(weights.Views, flat.view(flat.shape[0], 1, images.Height, images.Width)).Latent
            ?? throw new BadLaneException("The network of `encoder` has no code.");
        return code.flatten(1).MoveToOuterDisposeScope();
    }

    public void Dispose() => weights.Dispose();
}
