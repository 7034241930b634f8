using System.Data.Common;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

// Every query has a connection of its own: it disturbs no writer, and no other query.
public sealed partial class ResultsStore
{
    // Keys asked for in one statement; SQLite before 3.32 takes no more than 999 parameters.
    private const int KeysAtOnce = 500;

    /// <summary>All sweeps, in the order in which they were submitted.</summary>
    public IReadOnlyList<SweepRow> Sweeps() => [.. Query($"select {Rows.SweepColumns} from sweeps order by created, name, number", Rows.Sweep)];

    /// <summary>Sweeps that have not ended, in the order in which they were submitted.</summary>
    public IReadOnlyList<SweepRow> OpenSweeps() =>
        [.. Query($"select {Rows.SweepColumns} from sweeps where phase in ('active', 'paused') order by created, name, number", Rows.Sweep)];

    /// <summary>Sweeps that have ended.</summary>
    public IReadOnlyList<SweepId> EndedSweeps() =>
        [.. Query("select sweep from sweeps where phase in ('completed', 'cancelled')", row => new SweepId(row.GetString(0)))];

    public SweepRow? FindSweep(SweepId sweep) =>
        Query($"select {Rows.SweepColumns} from sweeps where sweep = @sweep", Rows.Sweep, ("@sweep", sweep.Value)).FirstOrDefault();

    /// <summary>The sweep of that study's name that was submitted last; of that definition, when one is given.</summary>
    public SweepRow? FindLatest(string name, string? definitionDigest = null) => Query(
        $"select {Rows.SweepColumns} from sweeps where name = @name and (cast(@digest as text) is null or definition_digest = @digest) order by "
            + "number desc limit 1",
        Rows.Sweep,
        ("@name", name),
        ("@digest", definitionDigest)).FirstOrDefault();

    /// <summary>How many sweeps, and runs of them, stand where; phases that no sweep is in are left out.</summary>
    public IReadOnlyList<PhaseTotal> Totals() => [.. Query(
        "select phase, count(*), sum(total - completed - failed - cancelled), sum(completed), sum(failed), sum(cancelled) from sweeps group by phase",
        row => new PhaseTotal(
            StoredText.Read<SweepPhase>(row.GetString(0)), row.GetInt32(1),
            new RunCounts(row.GetInt32(2), 0, row.GetInt32(3), row.GetInt32(4), row.GetInt32(5))))];

    /// <summary>Reads as little as can be read.</summary>
    /// <exception cref="StoreException">It cannot be reached.</exception>
    public void Reach() => _ = Query("select max(version) from schema_version", row => row.GetInt32(0)).First();

    /// <summary>The results of a sweep in order of the run, read while they are asked for.</summary>
    public IEnumerable<ResultRow> Results(SweepId sweep) =>
        Query($"select {Rows.ResultColumns} from results r where sweep = @sweep order by run", Rows.ReadResult, ("@sweep", sweep.Value));

    public ResultRow? FindResult(RunId run) => Query(
        $"select {Rows.ResultColumns} from results r where sweep = @sweep and run = @run", Rows.ReadResult, ("@sweep", run.Sweep.Value),
        ("@run", run.Index)).FirstOrDefault();

    /// <summary>
    /// The epochs of a sweep, or of one of its runs, in order of run and epoch: of each epoch what the latest attempt measured, and of a
    /// reused run what its source did. Read while they are asked for.
    /// </summary>
    public IEnumerable<EpochRow> Epochs(SweepId sweep, int? run = null) => run is { } one
        ? EpochsOf(FindResult(new RunId(sweep, one))?.Source ?? new RunId(sweep, one)).Select(row => row with { Run = new RunId(sweep, one) })
        : Latest(Query(
            """
            select run, attempt, epoch, metrics, seconds, samples_per_second from epochs where sweep = @sweep
            union all
            select r.run, e.attempt, e.epoch, e.metrics, e.seconds, e.samples_per_second
            from results r join epochs e on e.sweep = r.source_sweep and e.run = r.source_run where r.sweep = @sweep
            order by 1, 3, 2
            """,
            row => Rows.Epoch(row, sweep),
            ("@sweep", sweep.Value)));

    /// <summary>Every epoch that any attempt of a sweep's own runs reported, in order of run, attempt and epoch.</summary>
    public IEnumerable<EpochRow> Attempts(SweepId sweep) => Query(
        "select run, attempt, epoch, metrics, seconds, samples_per_second from epochs where sweep = @sweep order by run, attempt, epoch",
        row => Rows.Epoch(row, sweep),
        ("@sweep", sweep.Value));

    /// <summary>The last attempt that reported an epoch, of each of these runs that has one. Its cost is that of these runs, however large the sweep is.</summary>
    public IReadOnlyDictionary<int, int> LastAttempts(SweepId sweep, IReadOnlyCollection<int> runs) => runs.Chunk(KeysAtOnce)
        .SelectMany(chunk => Query(
            $"select run, max(attempt) from epochs where sweep = @sweep and run in ({string.Join(", ", chunk)}) group by run",
            row => (Run: row.GetInt32(0), Attempt: row.GetInt32(1)),
            ("@sweep", sweep.Value)))
        .ToDictionary(last => last.Run, last => last.Attempt);

    /// <summary>How many different epochs of each completed run are stored, in order of the run.</summary>
    public IEnumerable<EpochCount> EpochCounts(SweepId sweep) => Query(
        """
        select run, (select count(distinct epoch) from epochs e where e.sweep = coalesce(r.source_sweep, r.sweep) and e.run = coalesce(r.source_run, r.run))
        from results r where sweep = @sweep and state = 'completed' order by run
        """,
        row => new EpochCount(row.GetInt32(0), row.GetInt32(1)),
        ("@sweep", sweep.Value));

    /// <summary>
    /// The kinds of node that the completed results come from, each once, in order: more than one means bits that agree within a tolerance
    /// only.
    /// </summary>
    public IReadOnlyList<string> Kinds(SweepId sweep) => [.. Query(
        "select distinct kind from results where sweep = @sweep and state = 'completed' and kind is not null and kind <> '' order by kind",
        row => row.GetString(0),
        ("@sweep", sweep.Value))];

    /// <summary>The completed run that serves the objective best, the first of equals; null when none has that metric as a number.</summary>
    public BestRun? FindBest(SweepId sweep, Objective objective)
    {
        // Decided here and not in SQL, whose numbers are not to be trusted with the last bit of a text.
        BestRun? best = null;
        foreach (var (run, json) in Query(
            "select run, metrics from results where sweep = @sweep and state = 'completed' order by run", row =>
                (row.GetInt32(0), row.GetString(1)), ("@sweep", sweep.Value)))
        {
            if (MetricJson.Read(json)[objective.Metric] is { } value && !double.IsNaN(value) && (best is null || objective.IsBetter(value, best.Value)))
            {
                best = new BestRun(new RunId(sweep, run), objective.Metric, value);
            }
        }

        return best;
    }

    /// <summary>Computed over the completed results that are stored now.</summary>
    public string Digest(SweepId sweep)
    {
        var digest = new SweepDigest();
        foreach (var (key, metrics) in Query(
            "select key, metrics from results where sweep = @sweep and state = 'completed' order by run", row =>
                (row.GetString(0), row.GetString(1)), ("@sweep", sweep.Value)))
        {
            digest.Add(RunKey.Parse(key), MetricJson.Read(metrics));
        }

        return digest.ToHex();
    }

    /// <summary>The history of a sweep, or of one of its runs, oldest first. Read while it is asked for.</summary>
    public IEnumerable<EventRow> Events(SweepId sweep, int? run = null) => Query(
        "select sweep, time, run, attempt, kind, text from events where sweep = @sweep and (cast(@run as integer) is null or run = @run) order by "
            + "time, run, attempt",
        Rows.Event,
        ("@sweep", sweep.Value),
        ("@run", run));

    /// <summary>What was added to the history of a sweep after the line of that number, each with its own, in the order in which it was added.</summary>
    public IEnumerable<(long Number, EventRow Event)> EventsAfter(SweepId sweep, long number) => Query(
        "select sweep, time, run, attempt, kind, text, number from events where sweep = @sweep and number > @number order by number",
        row => (row.GetInt64(6), Rows.Event(row)),
        ("@sweep", sweep.Value),
        ("@number", number));

    /// <summary>The number of the line of the history that was added last; 0 where there is none.</summary>
    public long LastEvent(SweepId sweep) =>
        Query("select coalesce(max(number), 0) from events where sweep = @sweep", row => row.GetInt64(0), ("@sweep", sweep.Value)).First();

    public ProgressRow? FindProgress(SweepId sweep) => Query(
        "select updated, progress from progress where sweep = @sweep",
        row => new ProgressRow(sweep, StoredText.Moment(row.GetString(0)), row.GetString(1)),
        ("@sweep", sweep.Value)).FirstOrDefault();

    /// <summary>Requests that nobody has taken yet, oldest first.</summary>
    public IReadOnlyList<SweepRequest> PendingRequests() =>
        [.. Query("select id, sweep, kind, created from requests where handled is null order by id", Rows.Request)];

    /// <summary>Completed results of any sweep under these keys; <see cref="ResultRow.Run"/> is the run that was trained, whoever reused it since.</summary>
    public IReadOnlyDictionary<RunKey, ResultRow> FindCompleted(IReadOnlyCollection<RunKey> keys)
    {
        var found = new Dictionary<RunKey, ResultRow>();
        foreach (var chunk in keys.Chunk(KeysAtOnce))
        {
            var names = string.Join(", ", Enumerable.Range(0, chunk.Length).Select(i => $"@k{i}"));
            var text = $"select {Rows.ResultColumns} from results r where key in ({names}) and state = 'completed' order by source_sweep is null desc, ended";
            foreach (var row in Query(text, Rows.ReadResult, [.. chunk.Select((key, i) => ($"@k{i}", (object?)key.ToString()))]))
            {
                found.TryAdd(row.Key, row with { Run = row.Source ?? row.Run, Source = null });
            }
        }

        return found;
    }

    private IEnumerable<EpochRow> EpochsOf(RunId run) => Latest(Query(
        "select run, attempt, epoch, metrics, seconds, samples_per_second from epochs where sweep = @sweep and run = @run order by epoch, attempt",
        row => Rows.Epoch(row, run.Sweep),
        ("@sweep", run.Sweep.Value),
        ("@run", run.Index)));

    /// <summary>Of neighbours with the same run and epoch the last.</summary>
    private static IEnumerable<EpochRow> Latest(IEnumerable<EpochRow> rows)
    {
        EpochRow? last = null;
        foreach (var row in rows)
        {
            if (last is not null && (last.Run != row.Run || last.Metrics.Epoch != row.Metrics.Epoch))
            {
                yield return last;
            }

            last = row;
        }

        if (last is not null)
        {
            yield return last;
        }
    }

    private IEnumerable<T> Query<T>(string text, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        using var running = Guard(() => RunningQuery.Start(dialect, text, parameters));
        while (Guard(running.Reader.Read))
        {
            yield return read(running.Reader);
        }
    }
}
