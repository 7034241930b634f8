using Sweep.Messages.Parameters;

namespace Sweep.Models.Training;

/// <summary>Which images of the training set are kept apart: drawn from the seed, so that runs of one seed keep the same.</summary>
public static class ValidationSplit
{
    /// <returns>Places in the training set, each in one of the two.</returns>
    /// <exception cref="BadLaneException">None would be left for training.</exception>
    public static (int[] Training, int[] Validation) Of(ParameterSet parameters, int count)
    {
        var apart = (int)Math.Round(parameters.Real("validation") * count);
        var order = new RandomStream(RandomStreams.Seed(parameters.Integer("seed"), RandomPurpose.Split, 0)).Permutation(count);
        return apart < count
            ? (order[apart..], order[..apart])
            : throw new BadLaneException($"`validation` is {parameters.Real("validation")}, which leaves none of {count} images for training.");
    }
}
