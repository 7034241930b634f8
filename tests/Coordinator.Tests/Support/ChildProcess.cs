using System.Diagnostics;
using System.Globalization;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;

namespace Sweep.Coordinator.Tests.Support;

/// <summary>This assembly started as a program: what only a second process can show.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int BatchRuns = 50;

    private readonly Process process;

    private ChildProcess(string task, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        start.ArgumentList.Add(task);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start)!;
    }

    public int Id => process.Id;

    public static ChildProcess HoldingRoot(string folder) => new("hold-root", folder);

    /// <summary>Writes batches of 50 results and 100 epochs, a line for each that is stored, and waits to be killed.</summary>
    public static ChildProcess WritingBatches(string database, int batches = int.MaxValue) =>
        new("write-batches", database, batches.ToString(CultureInfo.InvariantCulture));

    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["hold-root", var folder]:
                using (SweepRoot.At(folder).Acquire(TimeProvider.System))
                {
                    Console.WriteLine("held");
                    Console.ReadLine();
                }

                return 0;
            case ["write-batches", var database, var batches]:
                using (var store = ResultsStore.Open(database))
                {
                    for (var batch = 0; batch < int.Parse(batches, CultureInfo.InvariantCulture); batch++)
                    {
                        var runs = Enumerable.Range(batch * BatchRuns, BatchRuns).ToList();
                        store.Write(new StoreBatch
                        {
                            Results = [.. runs.Select(run => StoreRows.Completed(run))],
                            Epochs = [.. runs.SelectMany(run => (EpochRow[])[StoreRows.Epoch(run, 1), StoreRows.Epoch(run, 2)])],
                        });
                        Console.WriteLine((batch + 1) * BatchRuns);
                    }

                    // The file is torn as it is: closing it would tidy it up.
                    Console.ReadLine();
                }

                return 0;
            default:
                return 2;
        }
    }

    /// <summary>Waits for the next line that it writes.</summary>
    public string ReadLine() => process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The child process ended.");

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }
}
