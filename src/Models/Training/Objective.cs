using Sweep.Messages.Parameters;

namespace Sweep.Models.Training;

/// <summary>The loss of one pixel.</summary>
public enum ReconstructionLoss
{
    SquaredError,
    CrossEntropy,
}

/// <summary>
/// What training makes small, for a batch: the mean over samples and pixels of the reconstruction loss, plus <paramref name="L1"/> times the mean
/// over samples of the sum of |z|. All losses reported are of this sum, as in <c>loss = criterion(y, x) + l1 * z.abs().sum(1).mean()</c>.
/// </summary>
public sealed record Objective(ReconstructionLoss Loss, double L1)
{
    /// <summary>That of a run; a model that learns labels has no say in it.</summary>
    public static Objective From(ParameterSet parameters) => new(
        (parameters.Contains("loss") ? parameters.Text("loss") : "mse") switch
        {
            "mse" => ReconstructionLoss.SquaredError,
            "bce" => ReconstructionLoss.CrossEntropy,
            var other => throw new BadLaneException($"`loss` is `{other}`, but must be one of mse, bce."),
        },
        parameters.Contains("l1") ? parameters.Real("l1") : 0);
}
