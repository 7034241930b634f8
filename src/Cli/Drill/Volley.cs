using System.Diagnostics;

namespace Sweep.Cli.Drill;

/// <summary>Faults that strike together, usually one, and how the sweep bears them.</summary>
internal sealed class Volley(DrillCluster cluster, Strikes strikes, DrilledSweep sweep)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan ResumeEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    /// <summary>How long work may take to go on after a fault.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="training">The runs in training; at least one.</param>
    /// <param name="before">What struck last.</param>
    /// <exception cref="OperationCanceledException">It was told to stop; what the faults broke is mended.</exception>
    public async Task<IReadOnlyList<FaultOutcome>> Carry(
        IReadOnlyList<Fault> faults, IReadOnlyList<TouchedRun> training, IReadOnlyList<Fault> before, CancellationToken stop)
    {
        // What ended between two volleys is kept running, too.
        cluster.Start();
        var nodes = training.Select(run => run.Node).Distinct().Order(StringComparer.Ordinal).ToList();
        var targets = faults.Select(fault => strikes.Target(fault, nodes)).ToList();
        var (lostBefore, deathsBefore, pausesBefore) = (sweep.Trained()?.SecondsLost(), Deaths(), sweep.Pauses());

        var began = Stopwatch.GetTimestamp();
        var blows = await Task.WhenAll(faults.Zip(targets, (fault, target) => strikes.StrikeAsync(fault, target, stop)));
        var all = faults.Zip(targets, blows).ToList();
        var struck = all.Where(strike => strike.Third is not null).Select(strike => (Fault: strike.First, Target: strike.Second)).ToList();
        var over = Task.WhenAll(blows.OfType<Strike>().Select(strike => strike.Over));
        try
        {
            var outcome = struck.Count == 0 ? null : await Bear(
                struck, training, over, began, lostBefore, deathsBefore,
                () => RestartRule.Allows(struck.Select(strike => strike.Fault.Kind), before.Select(fault => fault.Kind), sweep.Pauses() != pausesBefore), stop);
            return
            [
                .. all.Select(strike =>
                    strike.Third is null ? FaultOutcome.NotStruck(strike.First, strike.Second?.Name ?? "")
                    : strike.First == outcome!.Fault ? outcome
                    : outcome with { Fault = strike.First, Target = strike.Second?.Name ?? "", SecondsLost = 0, Violations = [] }),
            ];
        }
        finally
        {
            await over;
        }
    }

    /// <param name="mayRestart">Whether runs may have been restarted, asked in the end.</param>
    /// <returns>What they came to together, as that of the first.</returns>
    private async Task<FaultOutcome> Bear(
        List<(Fault Fault, MemberProcess? Target)> struck, IReadOnlyList<TouchedRun> training, Task over, long began, double? lostBefore,
        Dictionary<string, int> deathsBefore, Func<bool> mayRestart, CancellationToken stop)
    {
        var touched = training.Where(run => struck.Any(strike => Touches(strike.Fault, strike.Target, run))).ToList();
        var ended = touched.Where(run => struck.Any(strike => Traits(strike.Fault).EndsAttempts && Touches(strike.Fault, strike.Target, run)))
            .Select(run => run.Run).ToHashSet();
        var waitsForMending = struck.Any(strike => Traits(strike.Fault).WaitsForMending);
        if (waitsForMending)
        {
            await over;
        }

        var since = waitsForMending ? Stopwatch.GetTimestamp() : began;
        var gone = await GoneOn(waitsForMending ? sweep.Again(touched) : touched, ended, over, deathsBefore, stop);
        await over;

        // When a drill is stopped, so may be what it has started.
        stop.ThrowIfCancellationRequested();
        var died = Revive(deathsBefore).Where(member => !struck.Any(strike => MayEnd(strike.Fault, member)))
            .Select(member => $"{member.Name} ended by itself");
        List<string> violations = [.. Stuck(gone), .. died];
        var trained = await Trained(stop);
        if (trained is null)
        {
            violations.Add($"{sweep.Id}: the database does not say within {AnswerLimit.TotalSeconds:F0} s what was trained");
        }
        else if (!mayRestart())
        {
            violations.AddRange(Restarted(touched, trained));
        }

        var seconds = struck.Count == 1 && touched.Count > 0 && gone.Values.All(at => at is not null)
            ? Math.Max(0, Stopwatch.GetElapsedTime(since, gone.Values.Max()!.Value).TotalSeconds)
            : (double?)null;
        var lost = trained?.SecondsLost() - lostBefore;
        return new FaultOutcome(
            struck[0].Fault, struck[0].Target?.Name ?? "", touched.Count, seconds, lost is { } figure ? Math.Max(0, figure) : null, violations);
    }

    private async Task<TrainedEpochs?> Trained(CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            if (sweep.Trained() is { } trained)
            {
                return trained;
            }

            if (Stopwatch.GetElapsedTime(since) > AnswerLimit)
            {
                return null;
            }

            await Task.Delay(LookEvery, stop);
        }
    }

    private static bool Touches(Fault fault, MemberProcess? target, TouchedRun run) =>
        Traits(fault).Target != FaultTarget.Node || run.Node == target?.Name;

    private static FaultTraits Traits(Fault fault) => FaultTraits.Of(fault.Kind);

    /// <summary>Looks until all runs have come further.</summary>
    /// <param name="ended">Runs whose attempt is over.</param>
    /// <returns>When that was seen of each; null where it took too long.</returns>
    private async Task<Dictionary<TouchedRun, long?>> GoneOn(
        IReadOnlyList<TouchedRun> touched, HashSet<int> ended, Task over, Dictionary<string, int> deaths, CancellationToken stop)
    {
        var gone = touched.ToDictionary(run => run, _ => (long?)null);
        long? waitingSince = null;
        var resumed = Stopwatch.GetTimestamp();
        while (gone.ContainsValue(null))
        {
            await Task.Delay(LookEvery, stop);
            Revive(deaths);
            sweep.Look();
            foreach (var run in touched.Where(run => gone[run] is null && sweep.HasGoneOn(run, inAnotherAttempt: ended.Contains(run.Run))))
            {
                gone[run] = Stopwatch.GetTimestamp();
            }

            if (over.IsCompleted)
            {
                waitingSince ??= Stopwatch.GetTimestamp();
                if (Stopwatch.GetElapsedTime(waitingSince.Value) > Patience)
                {
                    break;
                }

                if (Stopwatch.GetElapsedTime(resumed) > ResumeEvery)
                {
                    resumed = Stopwatch.GetTimestamp();
                    sweep.ResumeIfPaused();
                }
            }
        }

        return gone;
    }

    private IEnumerable<string> Stuck(Dictionary<TouchedRun, long?> gone) => gone.Where(run => run.Value is null)
        .Select(run => $"{sweep.Id}: run {run.Key.Run} did not go on within {Patience.TotalSeconds:F0} s");

    private IEnumerable<string> Restarted(IReadOnlyList<TouchedRun> touched, TrainedEpochs trained) =>
        from run in touched
        let last = trained.LastAttemptOf(run.Run)
        where last > run.Attempt && !sweep.HasFailed(run.Run, run.Attempt)
        select $"{sweep.Id}: run {run.Run} was restarted (attempt {run.Attempt}, then {last}), though nothing that trains was struck";

    private Dictionary<string, int> Deaths() => cluster.Members.ToDictionary(member => member.Name, member => member.Deaths);

    // What keeps processes running elsewhere does so, too.
    private List<MemberProcess> Revive(Dictionary<string, int> deathsBefore)
    {
        var dead = cluster.Members.Where(member => member.Deaths > deathsBefore[member.Name]).ToList();
        dead.ForEach(member => member.Start());
        return dead;
    }

    // A coordinator that the others took for dead ends, in order to be started again.
    private bool MayEnd(Fault fault, MemberProcess member) =>
        Traits(fault).Target is FaultTarget.Coordinators or FaultTarget.Links && cluster.Coordinators.Contains(member);
}
