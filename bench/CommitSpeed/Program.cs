using System.Diagnostics;
using System.Globalization;
using Sweep.Bench.CommitSpeed;
using Sweep.Coordinator.Results;

// Commits runs with 20 epochs each through ResultsStore, a batch a transaction, each flushed to disk, and prints the rate for every size.
// Processor time is what the process spent while it committed: where other programs keep the cores busy, it is the figure to compare.
//   CommitSpeed [--million] [--batch RUNS] [--folder DIR | --db]
// With --db an empty PostgreSQL database takes the place of the file; SWEEP_DB says which.

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var sizes = args.Contains("--million") ? (int[])[1_000, 10_000, 100_000, 1_000_000] : [1_000, 10_000, 100_000];
var batchRuns = int.Parse(Option("--batch") ?? "1000");
var folder = Option("--folder") ?? Path.GetTempPath();

Console.WriteLine(
    $"{"runs",9} {"seconds",8} {"runs/s",8} {"rows/s",9} {"last tenth, runs/s",19} {"processor µs/run",16} {"bytes/run",10} {"allocated/run",14}");
if (args.Contains("--db"))
{
    using var store = ResultsStore.Open(DatabaseChoice.Of(null, "", Environment.GetEnvironmentVariable));
    Measure(store, sizes[^1], () => 0);
    return;
}

foreach (var runs in sizes)
{
    var path = Path.Combine(folder, $"commit-speed-{Environment.ProcessId}.db");
    try
    {
        using var store = ResultsStore.Open(path);
        Measure(store, runs, () => new FileInfo(path).Length);
    }
    finally
    {
        foreach (var file in (string[])[path, path + "-wal", path + "-shm"])
        {
            File.Delete(file);
        }
    }
}

void Measure(ResultsStore store, int runs, Func<long> bytes)
{
    var rows = new SyntheticRuns(store);
    var (total, tail) = (new Stopwatch(), new Stopwatch());
    var (tailFrom, allocated, processor) = (runs - (runs / 10), 0L, TimeSpan.Zero);
    for (var first = 0; first < runs; first += batchRuns)
    {
        // Making the rows is not what is measured.
        var batch = rows.Batch(first, Math.Min(batchRuns, runs - first));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var processorBefore = Environment.CpuUsage.TotalTime;
        total.Start();
        if (first >= tailFrom)
        {
            tail.Start();
        }

        store.Write(batch);
        total.Stop();
        tail.Stop();
        processor += Environment.CpuUsage.TotalTime - processorBefore;
        allocated += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    var (seconds, tailRuns) = (total.Elapsed.TotalSeconds, runs - ((tailFrom + batchRuns - 1) / batchRuns * batchRuns));
    var tailRate = tailRuns > 0 ? $"{tailRuns / tail.Elapsed.TotalSeconds:N0}" : "-";
    Console.WriteLine(
        $"{runs,9:N0} {seconds,8:N2} {runs / seconds,8:N0} {runs * (SyntheticRuns.Epochs + 1) / seconds,9:N0} {tailRate,19} "
        + $"{processor.TotalMicroseconds / runs,16:N0} {bytes() / runs,10:N0} {allocated / runs,14:N0}");
}

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
