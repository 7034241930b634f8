using System.Collections.Immutable;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Reports;

/// <summary>One run of the sweep with all that was measured.</summary>
/// <param name="Index">Place in the grid, counted from 0.</param>
/// <param name="Grid">Name of the study's grid that it belongs to; empty when there is one without a name.</param>
/// <param name="Metrics">Of the last epoch; empty unless completed.</param>
/// <param name="Epochs">In order.</param>
public sealed record ReportRun(
    int Index, string Grid, RunKey Key, RunState State, ParameterSet Parameters, MetricSet Metrics, ImmutableArray<EpochMetrics> Epochs, double Seconds)
{
    public string? Error { get; init; }

    /// <summary>Size of the latent code as a share of the image's; null where there is no code, or its size is not known.</summary>
    public double? Compression { get; init; }

    /// <summary>
    /// A metric of the last epoch, or what is known of every run: <c>seconds</c>, <c>samples_per_second</c> (on average over the epochs), <c>compression</c>.
    /// </summary>
    public double? Value(string metric) => metric switch
    {
        "seconds" => Seconds,
        "samples_per_second" => Epochs.IsEmpty ? null : Epochs.Average(epoch => epoch.SamplesPerSecond),
        "compression" => Compression,
        _ => Metrics[metric],
    };
}
