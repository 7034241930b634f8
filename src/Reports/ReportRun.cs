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

    public long Seed => Parameters.Find("seed") is ParameterValue.Integer { Value: var seed } ? seed : 0;
}
