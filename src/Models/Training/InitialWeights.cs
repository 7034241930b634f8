using Sweep.Messages.Parameters;
using Sweep.Models.DataSets;
using Sweep.Models.Networks;

namespace Sweep.Models.Training;

/// <summary>How the first weights of a network are drawn, by the hyperparameters <c>init</c> and <c>output_bias</c>.</summary>
/// <param name="Seed">Of the stream that they come from.</param>
/// <param name="Init">Name of the bounds.</param>
/// <param name="OutputBias">Value of the last bias; null where it is drawn as the others are.</param>
internal sealed record InitialWeights(ulong Seed, string Init = "default", double? OutputBias = null)
{
    // A sweep that began before there was a choice has neither.
    public static InitialWeights From(ParameterSet parameters, DataSet data)
    {
        var seed = RandomStreams.Seed(parameters.Integer("seed"), RandomPurpose.Initialisation, 0);
        var init = parameters.Contains("init") ? parameters.Text("init") : "default";
        var isMean = parameters.Contains("output_bias") && parameters.Text("output_bias") == "data-mean";
        return new InitialWeights(seed, init, isMean ? Logit(MeanPixel(data.Train)) : null);
    }

    /// <returns>
    /// 1/√fan-in, as PyTorch draws the weights of linear and convolutional layers; with <c>he</c> √(6/fan-in), which keeps the variance through
    /// layers of ReLU (He et al. 2015, equation 10, https://arxiv.org/abs/1502.01852), for all but biases; with <c>glorot</c> √(6/(fan-in + fan-out)) and
    /// biases of zero, as Keras does (Glorot, Bengio 2010, equation 16, https://proceedings.mlr.press/v9/glorot10a.html).
    /// </returns>
    public double Bound(WeightShape shape) => Init switch
    {
        "default" => 1 / Math.Sqrt(shape.FanIn),
        "he" => Math.Sqrt((shape.Shape.Length > 1 ? 6.0 : 1.0) / shape.FanIn),
        "glorot" => shape.Shape.Length > 1 ? Math.Sqrt(6.0 / FanInAndOut(shape)) : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(shape), Init, "Unknown bounds of first weights."),
    };

    // Inputs and outputs stand first, whichever of them is first, and then the sides of a kernel.
    private static double FanInAndOut(WeightShape shape) =>
        shape.Shape.Skip(2).Aggregate((double)(shape.Shape[0] + shape.Shape[1]), (product, side) => product * side);

    private static double Logit(double share) => Math.Log(share / (1 - share));

    /// <summary>Between 0 and 1, neither included, also of images that are all black.</summary>
    private static double MeanPixel(ImageSet images)
    {
        var sum = 0L;
        foreach (var pixel in images.Pixels)
        {
            sum += pixel;
        }

        return Math.Clamp(sum / (255.0 * images.Pixels.Length), 1e-3, 1 - 1e-3);
    }
}
