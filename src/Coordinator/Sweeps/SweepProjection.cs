using System.Globalization;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Messages.Events;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>What the events of a sweep mean for the tables that people and programs read.</summary>
public sealed class SweepProjection(SweepRow row, Grid grid)
{
    public static StoreBatch Epochs(ReportBatch batch) => new()
    {
        Epochs = [.. batch.Reports.OfType<RunReport.Epoch>().Select(report => new EpochRow(report.Run, report.Attempt, report.Metrics))],
    };

    public static StoreBatch Progress(SweepProgress progress, IReadOnlyDictionary<int, int> lastAttempts, DateTimeOffset now) => new()
    {
        Progress = [new ProgressRow(progress.Status.Id, now, ProgressJson.Write(progress, lastAttempts))],
    };

    /// <summary>Attempts that ended through no fault of their run, which waits again. Nothing follows from that but this line, so it is not journaled.</summary>
    /// <param name="cause"><see cref="FailureKind.Preempted"/> or <see cref="FailureKind.NodeLost"/>.</param>
    public static StoreBatch Returned(IEnumerable<(RunId Run, int Attempt)> attempts, FailureKind cause, string reason, DateTimeOffset now) => new()
    {
        Events = [.. attempts.Select(item => new EventRow(item.Run.Sweep, now, item.Run.Index, item.Attempt, "run-returned", $"{cause}: {reason}"))],
    };

    /// <param name="state">After the last of the events.</param>
    public StoreBatch Rows(IReadOnlyList<(long Sequence, SweepEvent Event)> events, SweepState state) => new()
    {
        Sweeps = [Sweep(state, events[^1].Sequence)],
        Results = [.. events.SelectMany(item => Results(item.Event))],
        Events = [.. events.Select(item => History(item.Event))],
    };

    /// <summary>The row of the sweep as it stands.</summary>
    public SweepRow Sweep(SweepState state, long sequence) => row with
    {
        Phase = state.Phase,
        PauseReason = state.PauseReason,
        Completed = state.Completed,
        Failed = state.Failed,
        Cancelled = state.Cancelled,
        Ended = state.EndedAt,
        ProjectedSequence = sequence,
    };

    private IEnumerable<ResultRow> Results(SweepEvent happened) => happened switch
    {
        SweepEvent.RunCompleted done =>
            [Result(done.Run, RunState.Completed, done.Metrics, done.Epochs, done.Seconds, done.Attempts, done.At) with { Node = done.Node, Kind = done.Kind }],
        SweepEvent.RunFailed { Final: true } failed =>
        [
            Result(failed.Run, RunState.Failed, MetricSet.Empty, 0, 0, failed.Attempt, failed.At) with
            {
                Node = failed.Node,
                Failure = failed.Failure,
                Error = failed.Error,
            },
        ],
        SweepEvent.RunsReused reused => reused.Runs.Select(run =>
            Result(run.Run, RunState.Completed, run.Metrics, run.Epochs, run.Seconds, run.Attempts, reused.At) with
            {
                Node = run.Node,
                Kind = run.Kind,
                Source = new RunId(run.SourceSweep, run.SourceRun),
            }),
        _ => [],
    };

    private ResultRow Result(int run, RunState state, MetricSet metrics, int epochs, double seconds, int attempts, DateTimeOffset at)
    {
        var spec = grid.At(row.Id, run);
        return new ResultRow(spec.Id, spec.Key, state, spec.Parameters, metrics, epochs, seconds, attempts, at);
    }

    private EventRow History(SweepEvent happened)
    {
        var kind = SweepEventNames.NameOf(happened);
        return happened switch
        {
            SweepEvent.SweepSubmitted submitted => new EventRow(row.Id, submitted.At, null, null, kind, $"{grid.Count} runs"),
            SweepEvent.RunsReused reused =>
                new EventRow(row.Id, reused.At, reused.Runs[0].Run, null, kind, $"{reused.Runs.Length} runs have their result already"),
            SweepEvent.RunCompleted done => new EventRow(row.Id, done.At, done.Run, done.Attempt, kind, done.Metrics.ToString()),
            SweepEvent.RunFailed failed => new EventRow(row.Id, failed.At, failed.Run, failed.Attempt, kind, $"{failed.Failure}: {failed.Error}"),
            SweepEvent.SweepPaused paused => new EventRow(row.Id, paused.At, null, null, kind, paused.Reason),
            SweepEvent.SweepResumed resumed => new EventRow(row.Id, resumed.At, null, null, kind, ""),
            SweepEvent.SweepCancelled cancelled => new EventRow(row.Id, cancelled.At, null, null, kind, ""),
            SweepEvent.SweepEnded ended => new EventRow(row.Id, ended.At, null, null, kind, Counts(ended)),
            _ => throw new InvalidOperationException($"Nothing is known to say of {happened.GetType().Name}."),
        };
    }

    private string Counts(SweepEvent.SweepEnded ended) => string.Create(CultureInfo.InvariantCulture, $"after {(ended.At - row.Created).TotalSeconds:F0} s");
}
