using System.Collections.Immutable;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;
using Sweep.Models.Training;

namespace Sweep.Models.Tests.Support;

/// <summary>Things that a test needs and does not care about.</summary>
internal static class Some
{
    /// <summary>Small random images, blotted so that there is something to learn.</summary>
    public static DataSet Images(int train = 96, int test = 40, int side = 6)
    {
        var description = new DataSetDescription("some-images", "some", train, test, side, side, 10);
        return new DataSet(description, Set(train, side, seed: 1), Set(test, side, seed: 2));
    }

    public static ParameterSet Parameters(string model, params (string Name, ParameterValue Value)[] given) => Defaults.Resolve(
        ModelCatalogue.BuiltIn.Find(model)!.Description,
        ParameterSet.From(given.Append(("model", Text(model))).Append(("dataset", Text("some-images")))
            .DistinctBy(item => item.Item1).Select(item => KeyValuePair.Create(item.Item1, item.Item2))));

    /// <summary>A dense autoencoder that trains in a moment, with all that draws random numbers switched on.</summary>
    public static ParameterSet Dense(params (string Name, ParameterValue Value)[] given) => Parameters("dense-autoencoder",
    [
        .. new (string, ParameterValue)[]
        {
            ("hidden", Integers(19, 9)), ("latent", Integer(5)), ("batch_size", Integer(20)), ("epochs", Integer(4)), ("validation", Real(0.1)),
            ("noise.type", Text("gaussian")), ("noise.variance", Real(0.02)), ("l1", Real(0.001)), ("schedule", Text("cosine")),
        }.Where(item => given.All(other => other.Name != item.Item1)),
        .. given,
    ]);

    public static ParameterValue Integer(long value) => new ParameterValue.Integer(value);

    public static ParameterValue Real(double value) => new ParameterValue.Real(value);

    public static ParameterValue Text(string value) => new ParameterValue.Text(value);

    public static ParameterValue Truth(bool value) => new ParameterValue.Truth(value);

    public static ParameterValue Integers(params int[] values) => new ParameterValue.List([.. values.Select(value => Integer(value))]);

    public static Recording Train(ParameterSet parameters, DataSet? data = null, LaneState? start = null) =>
        Train([new Lane(parameters, start)], data);

    public static Recording Train(IReadOnlyList<Lane> lanes, DataSet? data = null, Recording? observer = null, CancellationToken stop = default)
    {
        var recording = observer ?? new Recording();
        var images = data ?? Images();
        new BundleTrainer(ModelCatalogue.BuiltIn, (_, _) => images, TimeProvider.System).Train("cpu", lanes, recording, stop);
        return recording;
    }

    private static ImageSet Set(int count, int side, ulong seed)
    {
        var random = new RandomStream(seed);
        var (pixels, labels) = (new byte[count * side * side], new byte[count]);
        for (var image = 0; image < count; image++)
        {
            labels[image] = (byte)(image % 10);
            var (x, y) = (random.NextDouble() * side, random.NextDouble() * side);
            for (var i = 0; i < side * side; i++)
            {
                var distance = Math.Pow((i % side) - x, 2) + Math.Pow((i / side) - y, 2);
                pixels[(image * side * side) + i] = (byte)(255 * Math.Exp(-distance / 4));
            }
        }

        return new ImageSet(count, side, side, pixels, labels);
    }
}
