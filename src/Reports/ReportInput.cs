using System.Collections.Immutable;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;
using Sweep.Messages.Studies;

namespace Sweep.Reports;

/// <summary>All that a report is made of.</summary>
/// <param name="Sweep">Its id.</param>
/// <param name="Varying">Hyperparameters in which runs differ, in the order of the study.</param>
/// <param name="Counts">Runs by where they stand.</param>
/// <param name="Runs">Those that have ended, in order.</param>
/// <param name="Artifacts">Those of a run; null when it has none. Asked only for runs that figures show.</param>
public sealed record ReportInput(
    SweepId Sweep,
    ReportPlan Plan,
    Objective Objective,
    ImmutableArray<string> Varying,
    RunCounts Counts,
    ImmutableArray<ReportRun> Runs,
    Func<RunKey, TestArtifacts?> Artifacts)
{
    /// <summary>Over the completed results; see <c>sweep verify</c>.</summary>
    public string Digest { get; init; } = "";

    /// <summary>The kinds of nodes that trained: instruction set and libraries.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    public DateTimeOffset Created { get; init; }
}
