using System.Collections.Immutable;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Coordinator.Studies;
using Sweep.GpuNode.Artifacts;
using Sweep.Messages.Runs;
using Sweep.Messages.Studies;
using Sweep.Reports;

namespace Sweep.Cli.Reporting;

/// <summary>What the store has of a sweep, as reports want it.</summary>
public sealed record StoredReport(ReportInput Input, ImmutableArray<ResultRow> Results)
{
    /// <param name="warn">Hears which artifacts could not be read.</param>
    /// <exception cref="CommandFailed">The study that is kept with the sweep can no longer be read.</exception>
    public static StoredReport Read(ResultsStore store, SweepRow sweep, SweepRoot root, Action<string> warn)
    {
        var grid = Grid.From(GridDefinitionJson.Read(sweep.Definition));
        var epochs = store.Epochs(sweep.Id)
            .GroupBy(row => row.Run.Index)
            .ToDictionary(run => run.Key, run => run.Select(row => row.Metrics).ToImmutableArray());
        ImmutableArray<ResultRow> results = [.. store.Results(sweep.Id)];
        var runs = results.Select(result => new ReportRun(
            result.Run.Index,
            grid.BlockAt(result.Run.Index),
            result.Key,
            result.State,
            result.Parameters,
            result.Metrics,
            epochs.GetValueOrDefault(result.Run.Index, []),
            result.Seconds)
        {
            Error = result.Error,
            Compression = Compression.Of(result.Parameters),
        });
        var artifacts = new ArtifactStore(root.Artifacts, warn);
        var input = new ReportInput(sweep.Id, ReadPlan(sweep), sweep.Objective, grid.Varying, sweep.Counts, [.. runs], artifacts.Find)
        {
            Digest = sweep.Digest ?? store.Digest(sweep.Id),
            Kinds = [.. results.Select(result => result.Kind).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            Created = sweep.Created,
        };
        return new StoredReport(input, results);
    }

    private static ReportPlan ReadPlan(SweepRow sweep)
    {
        try
        {
            return StudyReader.ReadReport($"study of {sweep.Id}", sweep.StudyText);
        }
        catch (StudyException unreadable)
        {
            throw CommandFailed.BadUsage($"the study that is kept with {sweep.Id} cannot be read: {unreadable.Problems[0].Message}");
        }
    }
}
