using Sweep.Messages.Parameters;

namespace Sweep.Models.Training;

/// <summary>What is done to input images.</summary>
public abstract record NoiseOptions
{
    private NoiseOptions() { }

    public static NoiseOptions From(ParameterSet parameters) => (parameters.Contains("noise.type") ? parameters.Text("noise.type") : "none") switch
    {
        "none" => new None(),
        "gaussian" => new Gaussian(
            parameters.Real("noise.factor") > 0 ? parameters.Real("noise.factor") : Math.Sqrt(parameters.Real("noise.variance")),
            parameters.Truth("noise.clip")),
        "salt-pepper" => new SaltAndPepper(parameters.Real("noise.amount")),
        var other => throw new BadLaneException($"`noise.type` is `{other}`, but must be one of none, gaussian, salt-pepper."),
    };

    public sealed record None : NoiseOptions;

    /// <param name="Clip">Clip the sum to 0..1.</param>
    public sealed record Gaussian(double Deviation, bool Clip) : NoiseOptions;

    /// <param name="Amount">Share of pixels, half of them turned white, half black.</param>
    public sealed record SaltAndPepper(double Amount) : NoiseOptions;
}
