using System.Data.Common;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>Turns batches into rows. Used by one thread at a time.</summary>
internal sealed class BatchWriter(SqlDialect dialect, DbConnection connection) : IDisposable
{
    private const string SweepColumns = """
        sweep text, name text, number integer, phase text, pause_reason text, definition text, definition_digest text, study text, fresh integer,
        priority integer, objective_metric text, objective_goal text, total integer, completed integer, failed integer, cancelled integer,
        created text, ended text, digest text, projected integer
        """;

    // Who submits a sweep decides its priority, and may do so again while it runs: what a sweep says of itself leaves that alone.
    private readonly RowInsert sweeps = dialect.Insert(
        connection,
        "sweeps",
        SweepColumns,
        keys: 1,
        """
        (sweep) do update set phase = excluded.phase, pause_reason = excluded.pause_reason,
            completed = excluded.completed, failed = excluded.failed, cancelled = excluded.cancelled, ended = excluded.ended,
            digest = coalesce(excluded.digest, case when excluded.ended is null then null else sweeps.digest end), projected = excluded.projected
        where excluded.projected >= sweeps.projected
        """);

    private readonly RowInsert results = dialect.Insert(
        connection,
        "results",
        """
        sweep text, run integer, key text, state text, params json, seed integer, metrics json, epochs integer, seconds real, attempts integer,
        node text, kind text, failure text, error text, ended text, source_sweep text, source_run integer
        """,
        keys: 2,
        """
        (sweep, run) do update set key = excluded.key, state = excluded.state, params = excluded.params, seed = excluded.seed,
            metrics = excluded.metrics, epochs = excluded.epochs, seconds = excluded.seconds, attempts = excluded.attempts,
            node = excluded.node, kind = excluded.kind, failure = excluded.failure, error = excluded.error, ended = excluded.ended,
            source_sweep = excluded.source_sweep, source_run = excluded.source_run
        where results.state <> 'completed'
        """);

    private readonly RowInsert epochs = dialect.Insert(
        connection,
        "epochs",
        "sweep text, run integer, attempt integer, epoch integer, metrics json, seconds real, samples_per_second real",
        keys: 4,
        "do nothing");

    private readonly RowInsert events = dialect.Insert(
        connection, "events", "sweep text, time text, run integer, attempt integer, kind text, text text", keys: 5, "do nothing");

    private readonly RowInsert progress = dialect.Insert(
        connection,
        "progress",
        "sweep text, updated text, progress text",
        keys: 1,
        "(sweep) do update set updated = excluded.updated, progress = excluded.progress");

    /// <param name="term">What must still hold when the rows are stored; null where nobody else can be in charge.</param>
    /// <returns>The completed results that were not stored, for there is another one.</returns>
    /// <exception cref="StoreException">Somebody else is in charge; nothing is stored.</exception>
    public List<ResultConflict> Write(StoreBatch batch, Term? term)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var rewind in batch.Rewinds)
        {
            Rewind(transaction, rewind);
        }

        Insert(sweeps, transaction, batch.Sweeps, Values);
        var conflicts = Insert(results, transaction, batch.Results, Values)
            .Select(refused => Conflict(transaction, batch.Results[refused]))
            .OfType<ResultConflict>()
            .ToList();
        Insert(epochs, transaction, batch.Epochs, Values);
        Insert(events, transaction, batch.Events, Values);
        Insert(progress, transaction, batch.Progress, Values);

        // Last, so that whoever takes charge waits for no longer than a commit.
        term?.Require(dialect, transaction);
        transaction.Commit();
        return conflicts;
    }

    /// <returns>Whether the sweep is new and listed now; false where one of its id is there.</returns>
    /// <exception cref="StoreException">Somebody else is in charge; nothing is stored.</exception>
    public bool Add(SweepRow row, Term? term)
    {
        var names = RowInsert.Columns(SweepColumns).Select(column => column.Name).ToList();
        var values = names.Zip(Values(row), (name, value) => ($"@{name}", value)).ToArray();
        using var transaction = connection.BeginTransaction();

        // Whichever of the unique columns is taken: PostgreSQL looks at them in an order of its own.
        using var command = connection.Command(
            $"insert into sweeps({string.Join(", ", names)}) values ({string.Join(", ", values.Select(value => value.Item1))}) on conflict do nothing", values);
        command.Transaction = transaction;
        var isNew = command.ExecuteNonQuery() == 1;
        term?.Require(dialect, transaction);
        transaction.Commit();
        return isNew;
    }

    public void Dispose()
    {
        sweeps.Dispose();
        results.Dispose();
        epochs.Dispose();
        events.Dispose();
        progress.Dispose();
    }

    private static IReadOnlyList<int> Insert<T>(RowInsert insert, DbTransaction transaction, IReadOnlyList<T> rows, Func<T, object?[]> values) =>
        rows.Count == 0 ? [] : insert.Run(transaction, rows.Select(values));

    private static object?[] Values(SweepRow row) =>
    [
        row.Id.Value, row.Name, row.Number, StoredText.Of(row.Phase), row.PauseReason, row.Definition, row.DefinitionDigest, row.StudyText,
        row.Fresh ? 1 : 0, row.Priority, row.Objective.Metric, StoredText.Of(row.Objective.Goal), row.Total, row.Completed, row.Failed, row.Cancelled,
        StoredText.Of(row.Created), row.Ended is { } ended ? StoredText.Of(ended) : null, row.Digest, row.ProjectedSequence,
    ];

    private static object?[] Values(ResultRow row) =>
    [
        row.Run.Sweep.Value, row.Run.Index, row.Key.ToString(), StoredText.Of(row.State), ParameterJson.Write(row.Parameters), row.Seed,
        MetricJson.Write(row.Metrics), row.Epochs, Number(row.Seconds), row.Attempts, row.Node, row.Kind,
        row.Failure is { } failure ? StoredText.Of(failure) : null, row.Error, StoredText.Of(row.Ended), row.Source?.Sweep.Value, row.Source?.Index,
    ];

    private static object?[] Values(EpochRow row) =>
    [
        row.Run.Sweep.Value, row.Run.Index, row.Attempt, row.Metrics.Epoch, MetricJson.Write(row.Metrics.Metrics), Number(row.Metrics.Seconds),
        Number(row.Metrics.SamplesPerSecond),
    ];

    private static object?[] Values(EventRow row) => [row.Sweep.Value, StoredText.Of(row.Time), row.Run ?? -1, row.Attempt ?? 0, row.Kind, row.Text];

    private static object?[] Values(ProgressRow row) => [row.Sweep.Value, StoredText.Of(row.Updated), row.Progress];

    private void Rewind(DbTransaction transaction, SweepRewind rewind)
    {
        using var command = connection.Command(
            "update sweeps set projected = @sequence where sweep = @sweep and projected > @sequence", ("@sweep", rewind.Sweep.Value),
            ("@sequence", rewind.Sequence));
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private ResultConflict? Conflict(DbTransaction transaction, ResultRow refused)
    {
        using var command = connection.Command(
            $"select {Rows.ResultColumns} from results r where sweep = @sweep and run = @run", ("@sweep", refused.Run.Sweep.Value),
            ("@run", refused.Run.Index));
        command.Transaction = transaction;
        using var reader = command.ExecuteReader();
        reader.Read();
        var stored = Rows.ReadResult(reader);
        return stored.State == refused.State && stored.Key == refused.Key && stored.Metrics.Equals(refused.Metrics)
            ? null
            : new ResultConflict(stored, refused);
    }

    // SQLite's provider refuses NaN, and wall time is never more than a number for people.
    private static double Number(double value) => double.IsFinite(value) ? value : -1;
}
