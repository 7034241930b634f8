using System.Collections.Immutable;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.Networks;

namespace Sweep.Models.Training;

/// <summary>What another run has learnt, for a run whose hyperparameter <c>encoder</c> names it.</summary>
/// <param name="Network">Its whole network, of which the code is taken.</param>
/// <param name="Weights">Under the names of the network's shapes, among others.</param>
public sealed record TrainedEncoder(Network Network, ImmutableArray<TensorData> Weights)
{
    /// <exception cref="BadLaneException">The run is not there, has not trained to its end, or has no encoder for such images.</exception>
    internal static TrainedEncoder? Of(Lane lane, ModelCatalogue models, DataSetDescription images)
    {
        if (RunSpec.EncoderOf(lane.Parameters) is not { } key)
        {
            return null;
        }

        if (lane.Encoder is not { Parameters: { } parameters } state)
        {
            throw new BadLaneException($"`encoder` is run {key}, but no checkpoint of it is here: start the sweep with --fresh, which trains that run again.");
        }

        if (!state.IsComplete)
        {
            throw new BadLaneException(
                $"`encoder` is run {key}, whose last whole checkpoint is of epoch {state.Epoch} of {parameters.Integer("epochs")}: "
                + "train it to its end first; --fresh trains it again.");
        }

        var model = parameters.Text("model");
        return models.Find(model) is NetworkModel { Description.HasEncoder: true } network
            ? new TrainedEncoder(network.Build(parameters, images), state.Tensors)
            : throw new BadLaneException($"`encoder` is run {key} of model `{model}`, but must be one of an autoencoder.");
    }
}
