using System.Data.Common;
using Sweep.Messages.Parameters;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>Reads rows of the tables. Each list of columns is in the order in which its method reads them.</summary>
internal static class Rows
{
    public const string SweepColumns = """
        sweep, name, number, definition, definition_digest, study, fresh, objective_metric, objective_goal, total, priority, created,
        phase, pause_reason, completed, failed, cancelled, ended, digest, projected
        """;

    public const string ResultColumns = """
        r.sweep, r.run, r.key, r.state, r.params, r.metrics, r.epochs, r.seconds, r.attempts, r.ended, r.node, r.kind, r.failure, r.error,
        r.source_sweep, r.source_run
        """;

    public static SweepRow Sweep(DbDataReader row) => new(
        new SweepId(row.GetString(0)),
        row.GetString(1),
        row.GetInt32(2),
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        row.GetInt32(6) != 0,
        new Objective(row.GetString(7), StoredText.Read<Goal>(row.GetString(8))),
        row.GetInt32(9),
        row.GetInt32(10),
        StoredText.Moment(row.GetString(11)))
    {
        Phase = StoredText.Read<SweepPhase>(row.GetString(12)),
        PauseReason = Text(row, 13),
        Completed = row.GetInt32(14),
        Failed = row.GetInt32(15),
        Cancelled = row.GetInt32(16),
        Ended = Text(row, 17) is { } ended ? StoredText.Moment(ended) : null,
        Digest = Text(row, 18),
        ProjectedSequence = row.GetInt64(19),
    };

    public static ResultRow ReadResult(DbDataReader row) => new(
        new RunId(new SweepId(row.GetString(0)), row.GetInt32(1)),
        RunKey.Parse(row.GetString(2)),
        StoredText.Read<RunState>(row.GetString(3)),
        ParameterJson.Read(row.GetString(4)),
        MetricJson.Read(row.GetString(5)),
        row.GetInt32(6),
        row.GetDouble(7),
        row.GetInt32(8),
        StoredText.Moment(row.GetString(9)))
    {
        Node = Text(row, 10),
        Kind = Text(row, 11),
        Failure = Text(row, 12) is { } failure ? StoredText.Read<FailureKind>(failure) : null,
        Error = Text(row, 13),
        Source = Text(row, 14) is { } source ? new RunId(new SweepId(source), row.GetInt32(15)) : null,
    };

    /// <summary>Columns: run, attempt, epoch, metrics, seconds, samples_per_second.</summary>
    public static EpochRow Epoch(DbDataReader row, SweepId sweep) => new(
        new RunId(sweep, row.GetInt32(0)),
        row.GetInt32(1),
        new EpochMetrics(row.GetInt32(2), MetricJson.Read(row.GetString(3)), row.GetDouble(4), row.GetDouble(5)));

    /// <summary>Columns: sweep, time, run, attempt, kind, text.</summary>
    public static EventRow Event(DbDataReader row) => new(
        new SweepId(row.GetString(0)),
        StoredText.Moment(row.GetString(1)),
        row.GetInt32(2) is var run and >= 0 ? run : null,
        row.GetInt32(3) is var attempt and > 0 ? attempt : null,
        row.GetString(4),
        row.GetString(5));

    /// <summary>Columns: id, sweep, kind, created.</summary>
    public static SweepRequest Request(DbDataReader row) =>
        new(row.GetInt64(0), new SweepId(row.GetString(1)), StoredText.Read<RequestKind>(row.GetString(2)), StoredText.Moment(row.GetString(3)));

    public static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
