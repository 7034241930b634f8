using System.Collections.Immutable;
using Sweep.Cli.Sources;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Studies;
using Sweep.GpuNode.Artifacts;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Runs;
using Sweep.Messages.Studies;
using Sweep.Reports;

namespace Sweep.Cli.Reporting;

/// <summary>What there is of a sweep, as reports want it.</summary>
public sealed record SweepReport(ReportInput Input, IReadOnlyList<ResultRow> Results)
{
    /// <param name="source">Asked for artifacts as long as figures are drawn.</param>
    /// <param name="warn">Hears which artifacts could not be read.</param>
    /// <exception cref="CommandFailed">The study that is kept with the sweep can no longer be read.</exception>
    public static async Task<SweepReport> ReadAsync(ISweepSource source, string id, Action<string> warn)
    {
        var about = await source.DescribeAsync(id);
        var status = await source.StatusAsync(id);
        var grid = Grid.From(GridDefinitionJson.Read(await source.DefinitionAsync(id)));
        var epochs = (await source.EpochsAsync(id, run: null))
            .GroupBy(row => row.Run.Index)
            .ToDictionary(run => run.Key, run => run.Select(row => row.Metrics).ToImmutableArray());
        var results = await source.ResultsAsync(id);
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

        // Figures are drawn in one go and ask for the artifacts of few runs.
        var input = new ReportInput(
            about.Id, ReadPlan(about), about.Objective, grid.Varying, status.Runs, [.. runs],
            key => ArtifactsAsync(source, key, warn).GetAwaiter().GetResult())
        {
            Digest = status.Digest ?? (await source.VerifyAsync(id)).Verification.Digest,
            Kinds = [.. about.Kinds],
            Created = about.Created,
        };
        return new SweepReport(input, results);
    }

    private static async Task<TestArtifacts?> ArtifactsAsync(ISweepSource source, RunKey key, Action<string> warn)
    {
        try
        {
            return await source.ArtifactsAsync(key) is { } content ? ArtifactStore.Read(content) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            warn($"what run {key} has left is passed over: {error.Message}");
            return null;
        }
    }

    private static ReportPlan ReadPlan(SweepDescription about)
    {
        try
        {
            return StudyReader.ReadReport($"study of {about.Id}", about.StudyText);
        }
        catch (StudyException unreadable)
        {
            throw CommandFailed.BadUsage($"the study that is kept with {about.Id} cannot be read: {unreadable.Problems[0].Message}");
        }
    }
}
