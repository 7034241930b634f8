using System.Collections.Immutable;
using Sweep.Cli.Sources;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Studies;
using Sweep.GpuNode.Artifacts;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;
using Sweep.Messages.Studies;
using Sweep.Reports;
using Sweep.Reports.Page;

namespace Sweep.Cli.Reporting;

/// <summary>What there is of a sweep, as reports want it.</summary>
public sealed record SweepReport(ReportInput Input, IReadOnlyList<ResultRow> Results)
{
    /// <summary>All but artifacts.</summary>
    /// <param name="study">A file with the figures, published numbers and claims to show instead of those that are kept with the sweep; or null.</param>
    /// <exception cref="CommandFailed">The study that is kept with the sweep can no longer be read, or the file is no study or another one.</exception>
    public static async Task<SweepReport> ReadAsync(ISweepSource source, string id, string? study)
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

        var plan = study is null ? KeptPlan(about) : PlanIn(study, status);
        var input = new ReportInput(about.Id, plan, about.Objective, grid.Varying, status.Runs, [.. runs], _ => null)
        {
            Digest = status.Digest ?? (await source.VerifyAsync(id)).Verification.Digest,
            Kinds = [.. about.Kinds],
            Created = about.Created,
        };
        return new SweepReport(input, results);
    }

    /// <summary>Its page, with the artifacts that the figures are made of.</summary>
    /// <param name="warn">Hears which could not be read.</param>
    public async Task<string> PageAsync(ISweepSource source, Action<string> warn)
    {
        // What a run has left decides which figures there are, and these may ask for other runs: so it is drawn until it asks for none that was not
        // looked for before, of which there are fewer each time.
        var found = new Dictionary<RunKey, TestArtifacts?>();
        while (true)
        {
            var wanted = new HashSet<RunKey>();
            var page = ReportPage.Write(Input with { Artifacts = key => Known(key, wanted) });
            if (wanted.Count == 0)
            {
                return page;
            }

            foreach (var key in wanted)
            {
                found[key] = await ArtifactsAsync(source, key, warn);
            }
        }

        TestArtifacts? Known(RunKey key, HashSet<RunKey> wanted)
        {
            if (!found.TryGetValue(key, out var artifacts))
            {
                wanted.Add(key);
            }

            return artifacts;
        }
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

    private static ReportPlan PlanIn(string file, SweepStatus sweep)
    {
        try
        {
            var plan = StudyReader.ReadReport(file);
            return plan.Name == sweep.Name
                ? plan
                : throw CommandFailed.BadUsage($"{file} is the study {plan.Name}, but {sweep.Id} is a sweep of {sweep.Name}: name the file of its own study.");
        }
        catch (StudyException invalid)
        {
            throw CommandFailed.BadStudy(invalid);
        }
    }

    private static ReportPlan KeptPlan(SweepDescription about)
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
