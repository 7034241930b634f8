using System.Diagnostics;
using Sweep.Coordinator.Results;

namespace Sweep.Cli.Drill;

/// <summary>A drill from its beginning to its end: sweeps on a cluster, one after the other, which faults strike.</summary>
/// <param name="root">An empty folder.</param>
/// <param name="show">Gets what happens, as it happens.</param>
internal sealed class Exercise(DrillOptions options, string root, DrillDatabase database, Action<string> show, Action<FaultOutcome> showFault)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    /// <summary>How long a sweep may take to end once nothing strikes it any more.</summary>
    private static readonly TimeSpan SweepLimit = TimeSpan.FromMinutes(10);

    private const int MostTries = 10;

    private readonly List<FaultOutcome> outcomes = [];
    private readonly List<string> violations = [];
    private readonly List<StruckFault> struck = [];
    private readonly long began = Stopwatch.GetTimestamp();
    private int sweeps;

    private string Study => Path.Combine(root, "drill.yaml");

    // What cannot be struck time and again is not tried without end.
    private bool IsOver => outcomes.Count(outcome => outcome.IsStruck) >= options.Faults || outcomes.Count / MostTries >= options.Faults
        || Stopwatch.GetElapsedTime(began) >= options.Time;

    /// <exception cref="CommandFailed">The cluster does not come about.</exception>
    public async Task<DrillReport> RunAsync(CancellationToken stop)
    {
        var expected = await Undisturbed(stop);
        using var disk = CheckpointDisk.Mount(Path.Combine(root, "checkpoints"));
        using var cluster = new DrillCluster(root, database);
        using var store = ResultsStore.Open(database.Direct);
        var strikes = new Strikes(cluster, disk);
        var skipped = strikes.Possible()
            .Where(kind => kind.Value is not null && options.Kinds.Contains(kind.Key)).ToDictionary(kind => kind.Key, kind => kind.Value!);
        foreach (var (kind, reason) in skipped)
        {
            show($"{DrillOutput.NameOf(kind)} is left out: {reason}");
        }

        if (skipped.Count == options.Kinds.Count)
        {
            throw CommandFailed.BadUsage("no fault of the kinds that were asked for is possible here.");
        }

        using var plan = FaultPlan.Of(options.Seed, [.. options.Kinds.Except(skipped.Keys)]).GetEnumerator();
        cluster.Start();
        await Ready(cluster, stop);
        try
        {
            while (!IsOver)
            {
                var submitted = Stopwatch.GetElapsedTime(began);
                var sweep = await Submit(store, stop);
                await StrikeUntilEnd(cluster, strikes, sweep, plan, stop);
                await End(sweep, submitted, expected, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            show("interrupted: what was found until now follows");
        }

        return new DrillReport(options.Seed, sweeps, outcomes, violations, skipped);
    }

    private async Task<string> Undisturbed(CancellationToken stop)
    {
        await File.WriteAllTextAsync(Study, DrillStudy.Text, stop);
        var calm = Path.Combine(root, "undisturbed");
        var output = await OwnProcess.RunAsync(stop, "run", Study, "--root", calm, "--slots", "2");
        var digest = output.TrimEnd().Split(' ')[^1];
        show($"undisturbed, in one process, the sweep has the digest {digest}");
        return digest;
    }

    private async Task Ready(DrillCluster cluster, CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        while (cluster.InCharge.AtWorkSince is null || cluster.NodeProcesses.Any(node => node.AtWorkSince is null))
        {
            if (Stopwatch.GetElapsedTime(since) > StartLimit)
            {
                throw CommandFailed.Infrastructure($"the cluster did not come about within {StartLimit.TotalSeconds:F0} s; its logs are in {root}/drill.");
            }

            await Task.Delay(LookEvery, stop);
        }

        show($"2 coordinators and {DrillCluster.Nodes} nodes are there after {Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s");
    }

    private async Task<DrilledSweep> Submit(ResultsStore store, CancellationToken stop)
    {
        await OwnProcess.RunAsync(stop, ["submit", Study, "--fresh", "--root", root, "--db", database.ForCommands]);
        sweeps++;
        return new DrilledSweep(store, store.FindLatest(DrillStudy.Name)!.Id);
    }

    private async Task StrikeUntilEnd(DrillCluster cluster, Strikes strikes, DrilledSweep sweep, IEnumerator<Fault> plan, CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        List<Fault> last = [];
        while (!IsOver && !sweep.HasEnded && Stopwatch.GetElapsedTime(since) < SweepLimit)
        {
            var training = sweep.InTraining();
            if (training.Count == 0)
            {
                // A run that met a disk that could not be written may say so after the fault has been borne.
                sweep.ResumeIfPaused();
                await Task.Delay(LookEvery, stop);
                continue;
            }

            var together = Next(plan);
            await Task.Delay(together[0].Pause, stop);
            training = sweep.InTraining() is { Count: > 0 } now ? now : training;
            var strikesAt = Stopwatch.GetElapsedTime(began);
            var borne = await new Volley(cluster, strikes, sweep).Carry(together, training, last, stop);
            last = together;
            outcomes.AddRange(borne);
            struck.AddRange(borne.Where(outcome => outcome.IsStruck).Select(outcome => new StruckFault(
                outcome.Fault.Kind, FaultTraits.Of(outcome.Fault.Kind).Target == FaultTarget.Node ? outcome.Target : null, strikesAt,
                Stopwatch.GetElapsedTime(began))));
            borne.ToList().ForEach(showFault);
            since = Stopwatch.GetTimestamp();
        }
    }

    private static List<Fault> Next(IEnumerator<Fault> plan)
    {
        var together = new List<Fault>();
        do
        {
            plan.MoveNext();
            together.Add(plan.Current);
        }
        while (plan.Current.WithNext);
        return together;
    }

    private async Task End(DrilledSweep sweep, TimeSpan submitted, string expected, CancellationToken stop)
    {
        var (since, suspects) = (Stopwatch.GetTimestamp(), RestartReasons.Since(struck, submitted));
        IReadOnlyList<string>? found;
        while ((found = sweep.HasEnded ? sweep.Verify(expected, suspects) : null) is null && Stopwatch.GetElapsedTime(since) < SweepLimit)
        {
            sweep.ResumeIfPaused();
            await Task.Delay(LookEvery, stop);
        }

        found ??= [$"{sweep.Id} did not end within {SweepLimit.TotalMinutes:F0} min"];
        violations.AddRange(found);
        show(found.Count == 0 ? $"{sweep.Id} is whole, and has the digest of the undisturbed one" : $"VIOLATION: {string.Join("; ", found)}");
    }
}
