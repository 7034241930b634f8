using Sweep.Messages.Parameters;

namespace Sweep.Models.Training;

/// <summary>The learning rate of each step of a run: <c>lr</c>, shaped by <c>schedule</c> over all steps of all epochs.</summary>
/// <param name="lr">The highest rate.</param>
/// <param name="schedule"><c>constant</c>, <c>cosine</c> or <c>one-cycle</c>.</param>
/// <param name="steps">Of the whole training.</param>
internal sealed class LearningRates(double lr, string schedule, long steps)
{
    // PyTorch's defaults of OneCycleLR: a rise over 3 tenths from lr / 25, a fall to lr / 250,000.
    private const double RisingShare = 0.3;
    private const double StartDivisor = 25;
    private const double EndDivisor = StartDivisor * 1e4;

    public static LearningRates From(ParameterSet parameters, long trainingSamples)
    {
        // A sweep that began before there were schedules has none.
        var schedule = parameters.Contains("schedule") ? parameters.Text("schedule") : "constant";
        return new(parameters.Real("lr"), schedule, StepsInEpoch(parameters, trainingSamples) * parameters.Integer("epochs"));
    }

    public static long StepsInEpoch(ParameterSet parameters, long trainingSamples) =>
        (trainingSamples + parameters.Integer("batch_size") - 1) / parameters.Integer("batch_size");

    /// <param name="step">Counted from 0, over all epochs.</param>
    public double At(long step) => schedule switch
    {
        "constant" => lr,

        // Loshchilov, Hutter 2017, SGDR, equation 5 without restarts, https://arxiv.org/abs/1608.03983. Of 4 steps: 1, 0.85, 0.5, 0.15.
        "cosine" => Between(lr, 0, (double)step / steps),

        // Smith, Topin 2018, https://arxiv.org/abs/1708.07120, as PyTorch's OneCycleLR does it.
        "one-cycle" => step <= Peak
            ? Between(lr / StartDivisor, lr, Peak > 0 ? step / Peak : 1)
            : Between(lr, lr / EndDivisor, (step - Peak) / (steps - 1 - Peak)),
        _ => throw new ArgumentOutOfRangeException(nameof(step), schedule, "Unknown schedule of learning rates."),
    };

    /// <summary>The step of the highest rate; not a whole number.</summary>
    private double Peak => (RisingShare * steps) - 1;

    private static double Between(double from, double to, double share) => to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
}
