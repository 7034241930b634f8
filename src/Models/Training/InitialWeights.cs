using Sweep.Messages.Parameters;
using Sweep.Models.Networks;

namespace Sweep.Models.Training;

/// <summary>How far from zero the first weights may be, by the hyperparameter <c>init</c>.</summary>
internal readonly record struct InitialWeights(string Init)
{
    /// <summary>PyTorch's own.</summary>
    public static readonly InitialWeights Default = new("default");

    // A sweep that began before there was a choice has none.
    public static InitialWeights From(ParameterSet parameters) => parameters.Contains("init") ? new(parameters.Text("init")) : Default;

    /// <returns>
    /// 1/√fan-in, as PyTorch draws the weights of linear and convolutional layers; with <c>he</c> √(6/fan-in), which keeps the variance through
    /// layers of ReLU (He et al. 2015, equation 10, https://arxiv.org/abs/1502.01852), for all but biases.
    /// </returns>
    public double Bound(WeightShape shape) => Init switch
    {
        "default" => 1 / Math.Sqrt(shape.FanIn),
        "he" => Math.Sqrt((shape.Shape.Length > 1 ? 6.0 : 1.0) / shape.FanIn),
        _ => throw new BadLaneException($"`init` is `{Init}`, but must be one of default, he."),
    };
}
