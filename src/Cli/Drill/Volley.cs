using System.Diagnostics;

namespace Sweep.Cli.Drill;

/// <summary>Faults that strike together, usually one, and how the sweep bears them.</summary>
internal sealed class Volley(DrillCluster cluster, Strikes strikes, SweepWatch watch, TimeSpan patience)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan ResumeEvery = TimeSpan.FromSeconds(3);

    /// <param name="training">The runs in training; at least one.</param>
    public async Task<IReadOnlyList<FaultOutcome>> Carry(IReadOnlyList<Fault> faults, IReadOnlyList<TouchedRun> training)
    {
        var nodes = training.Select(run => run.Node).Distinct().Order(StringComparer.Ordinal).ToList();
        var targets = faults.Select(fault => strikes.Target(fault, nodes)).ToList();
        var struckAt = faults.Zip(targets).ToList();
        var touched = training.Where(run => struckAt.Any(struck => Touches(struck.First, struck.Second, run))).ToList();
        var ended = touched.Where(run => struckAt.Any(struck => Traits(struck.First).EndsAttempts && Touches(struck.First, struck.Second, run)))
            .Select(run => run.Run).ToHashSet();
        var (lostBefore, deathsBefore) = (watch.SecondsLost(), Deaths());

        var began = Stopwatch.GetTimestamp();
        var striking = Task.WhenAll(struckAt.Select(struck => strikes.Strike(struck.First, struck.Second)));
        var waitsForMending = faults.Any(fault => Traits(fault).WaitsForMending);
        if (waitsForMending)
        {
            await striking;
        }

        var since = waitsForMending ? Stopwatch.GetTimestamp() : began;
        var gone = await GoneOn(waitsForMending ? watch.Again(touched) : touched, ended, striking, deathsBefore);
        await striking;

        var died = Revive(deathsBefore).Where(member => !faults.Any(fault => MayEnd(fault, member))).Select(member => $"{member.Name} ended by itself");
        List<string> violations = [.. Stuck(gone), .. died];
        if (!faults.Any(fault => Traits(fault).StopsTraining))
        {
            violations.AddRange(Restarted(touched));
        }

        var seconds = faults.Count == 1 && touched.Count > 0 && gone.Values.All(at => at is not null)
            ? Math.Max(0, Stopwatch.GetElapsedTime(since, gone.Values.Max()!.Value).TotalSeconds)
            : (double?)null;
        var lost = Math.Max(0, watch.SecondsLost() - lostBefore);
        return
        [
            .. struckAt.Select((struck, number) => new FaultOutcome(
                struck.First, struck.Second?.Name ?? "", touched.Count, seconds, number == 0 ? lost : 0, number == 0 ? violations : [])),
        ];
    }

    private static bool Touches(Fault fault, MemberProcess? target, TouchedRun run) =>
        Traits(fault).Target != FaultTarget.Node || run.Node == target?.Name;

    private static FaultTraits Traits(Fault fault) => FaultTraits.Of(fault.Kind);

    /// <summary>Looks until all runs have come further.</summary>
    /// <param name="ended">Runs whose attempt is over.</param>
    /// <returns>When that was seen of each; null where it took too long.</returns>
    private async Task<Dictionary<TouchedRun, long?>> GoneOn(
        IReadOnlyList<TouchedRun> touched, HashSet<int> ended, Task striking, Dictionary<string, int> deaths)
    {
        var gone = touched.ToDictionary(run => run, _ => (long?)null);
        long? waitingSince = null;
        var resumed = Stopwatch.GetTimestamp();
        while (gone.ContainsValue(null))
        {
            await Task.Delay(LookEvery);
            Revive(deaths);
            foreach (var run in touched.Where(run => gone[run] is null && watch.HasGoneOn(run, inAnotherAttempt: ended.Contains(run.Run))))
            {
                gone[run] = Stopwatch.GetTimestamp();
            }

            if (striking.IsCompleted)
            {
                waitingSince ??= Stopwatch.GetTimestamp();
                if (Stopwatch.GetElapsedTime(waitingSince.Value) > patience)
                {
                    break;
                }

                if (Stopwatch.GetElapsedTime(resumed) > ResumeEvery)
                {
                    resumed = Stopwatch.GetTimestamp();
                    watch.ResumeIfPaused();
                }
            }
        }

        return gone;
    }

    private IEnumerable<string> Stuck(Dictionary<TouchedRun, long?> gone) => gone.Where(run => run.Value is null)
        .Select(run => $"{watch.Sweep}: run {run.Key.Run} did not go on within {patience.TotalSeconds:F0} s");

    private IEnumerable<string> Restarted(IReadOnlyList<TouchedRun> touched)
    {
        var trained = watch.Trained();
        return from run in touched
               let last = trained.LastAttemptOf(run.Run)
               where last > run.Attempt
               select $"{watch.Sweep}: run {run.Run} was restarted (attempt {run.Attempt}, then {last}), though nothing that trains was struck";
    }

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
