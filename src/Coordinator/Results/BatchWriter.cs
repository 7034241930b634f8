using Microsoft.Data.Sqlite;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>Turns batches into rows. Used by one thread at a time.</summary>
internal sealed class BatchWriter(SqliteConnection connection) : IDisposable
{
    private readonly PreparedInsert sweeps = new(
        connection,
        "sweeps",
        """
        sweep, name, number, phase, pause_reason, definition, definition_digest, study, fresh, priority, objective_metric, objective_goal,
        total, completed, failed, cancelled, created, ended, digest, projected
        """,
        """
        (sweep) do update set phase = excluded.phase, pause_reason = excluded.pause_reason, priority = excluded.priority,
            completed = excluded.completed, failed = excluded.failed, cancelled = excluded.cancelled, ended = excluded.ended,
            digest = coalesce(excluded.digest, case when excluded.ended is null then null else sweeps.digest end), projected = excluded.projected
        where excluded.projected >= sweeps.projected
        """);

    private readonly PreparedInsert results = new(
        connection,
        "results",
        "sweep, run, key, state, params, seed, metrics, epochs, seconds, attempts, node, kind, failure, error, ended, source_sweep, source_run",
        """
        (sweep, run) do update set key = excluded.key, state = excluded.state, params = excluded.params, seed = excluded.seed,
            metrics = excluded.metrics, epochs = excluded.epochs, seconds = excluded.seconds, attempts = excluded.attempts,
            node = excluded.node, kind = excluded.kind, failure = excluded.failure, error = excluded.error, ended = excluded.ended,
            source_sweep = excluded.source_sweep, source_run = excluded.source_run
        where results.state <> 'completed'
        """);

    private readonly PreparedInsert epochs = new(
        connection, "epochs", "sweep, run, attempt, epoch, metrics, seconds, samples_per_second", " do nothing");

    private readonly PreparedInsert events = new(
        connection, "events", "sweep, time, run, attempt, kind, text", " do nothing");

    private readonly PreparedInsert progress = new(
        connection, "progress", "sweep, updated, progress", "(sweep) do update set updated = excluded.updated, progress = excluded.progress where excluded.updated > progress.updated");

    /// <returns>The completed results that were not stored, for there is another one.</returns>
    public List<ResultConflict> Write(StoreBatch batch)
    {
        var conflicts = new List<ResultConflict>();
        using var transaction = connection.BeginTransaction();
        foreach (var row in batch.Sweeps)
        {
            sweeps.Run(
                transaction, row.Id.Value, row.Name, row.Number, StoredText.Of(row.Phase), row.PauseReason, row.Definition, row.DefinitionDigest,
                row.StudyText, row.Fresh ? 1 : 0, row.Priority, row.Objective.Metric, StoredText.Of(row.Objective.Goal), row.Total, row.Completed,
                row.Failed, row.Cancelled, StoredText.Of(row.Created), row.Ended is { } ended ? StoredText.Of(ended) : null, row.Digest, row.ProjectedSequence);
        }

        foreach (var row in batch.Results)
        {
            if (Write(transaction, row) == 0 && Conflict(transaction, row) is { } conflict)
            {
                conflicts.Add(conflict);
            }
        }

        foreach (var row in batch.Epochs)
        {
            epochs.Run(
                transaction, row.Run.Sweep.Value, row.Run.Index, row.Attempt, row.Metrics.Epoch, MetricJson.Write(row.Metrics.Metrics),
                Number(row.Metrics.Seconds), Number(row.Metrics.SamplesPerSecond));
        }

        foreach (var row in batch.Events)
        {
            events.Run(transaction, row.Sweep.Value, StoredText.Of(row.Time), row.Run ?? -1, row.Attempt ?? 0, row.Kind, row.Text);
        }

        foreach (var row in batch.Progress)
        {
            progress.Run(transaction, row.Sweep.Value, StoredText.Of(row.Updated), row.Progress);
        }

        transaction.Commit();
        return conflicts;
    }

    public void Dispose()
    {
        sweeps.Dispose();
        results.Dispose();
        epochs.Dispose();
        events.Dispose();
        progress.Dispose();
    }

    private int Write(SqliteTransaction transaction, ResultRow row) => results.Run(
        transaction, row.Run.Sweep.Value, row.Run.Index, row.Key.ToString(), StoredText.Of(row.State), ParameterJson.Write(row.Parameters), row.Seed,
        MetricJson.Write(row.Metrics), row.Epochs, Number(row.Seconds), row.Attempts, row.Node, row.Kind,
        row.Failure is { } failure ? StoredText.Of(failure) : null, row.Error, StoredText.Of(row.Ended), row.Source?.Sweep.Value, row.Source?.Index);

    private ResultConflict? Conflict(SqliteTransaction transaction, ResultRow refused)
    {
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, $"select {Rows.ResultColumns} from results r where sweep = @sweep and run = @run");
        command.Parameters.AddWithValue("@sweep", refused.Run.Sweep.Value);
        command.Parameters.AddWithValue("@run", refused.Run.Index);
        using var reader = command.ExecuteReader();
        reader.Read();
        var stored = Rows.Result(reader);
        return stored.State == refused.State && stored.Key == refused.Key && stored.Metrics.Equals(refused.Metrics) ? null : new ResultConflict(stored, refused);
    }

    // The provider refuses NaN, and wall time is never more than a number for people.
    private static double Number(double value) => double.IsFinite(value) ? value : -1;
}
