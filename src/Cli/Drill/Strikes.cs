using System.Diagnostics;

namespace Sweep.Cli.Drill;

/// <summary>Carries a fault out, for as long as it lasts, and mends what it broke.</summary>
internal sealed class Strikes(DrillCluster cluster, CheckpointDisk? disk)
{
    private static readonly TimeSpan ClockJump = TimeSpan.FromHours(1);
    private static readonly TimeSpan TryFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TryEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>Which kinds can be carried out here, and why the others cannot.</summary>
    public IReadOnlyDictionary<FaultKind, string?> Possible() => Enum.GetValues<FaultKind>().ToDictionary(kind => kind, kind => kind switch
    {
        FaultKind.DiskFull or FaultKind.CheckpointsReadOnly when disk is null => "no file system can be mounted here (that takes root)",
        FaultKind.CoordinatorClockJump or FaultKind.NodeClockJump when FakeClock.Library is null => "libfaketime is not installed",
        FaultKind.DatabaseCut when !cluster.Database.IsServer => "the database is a file; `--db` names a server",
        FaultKind.DatabaseRestarted or FaultKind.DatabaseStopped when !cluster.Database.CanStop =>
            "`--db`, `--db-stop` and `--db-start` do not say how to stop a database server",
        _ => null,
    });

    /// <summary>The member whom a fault of this kind is to strike now; null when it is not about one.</summary>
    /// <param name="training">The nodes that train.</param>
    public MemberProcess? Target(Fault fault, IReadOnlyList<string> training) => FaultTraits.Of(fault.Kind).Target switch
    {
        FaultTarget.Node => cluster.NodeNamed(training[fault.Pick % training.Count]),
        FaultTarget.Coordinators => cluster.InCharge,
        _ => null,
    };

    /// <summary>Strikes; tries so for a moment where what it is done to does not let it.</summary>
    /// <param name="stop">Ends the fault early; what it broke is mended all the same.</param>
    /// <returns>What completes when the fault is over; null where it could not be struck.</returns>
    /// <exception cref="CommandFailed">What it broke cannot be mended.</exception>
    public async Task<Strike?> StrikeAsync(Fault fault, MemberProcess? target, CancellationToken stop)
    {
        switch (fault.Kind)
        {
            case FaultKind.TrainerKilled:
                return await Tried(() => KillTrainers(target!), stop) ? Strike.Done : null;
            case FaultKind.NodeKilled or FaultKind.CoordinatorKilled:
                var isKilled = await Tried(target!.Kill, stop);
                target.Start();
                return isKilled ? Strike.Done : null;
            case FaultKind.CoordinatorsKilled:
                return await Struck(fault, [.. cluster.Coordinators], member => member.Kill(), member => member.Start(), stop);
            case FaultKind.NodeFrozen or FaultKind.CoordinatorFrozen:
                return await Freeze(fault, [target!], stop);
            case FaultKind.CoordinatorsFrozen:
                return await Freeze(fault, [.. cluster.Coordinators], stop);
            case FaultKind.NodePartitioned:
                return Link(fault, LinkState.Silent, [.. ToCoordinators(target!)], stop);
            case FaultKind.NodeCut:
                return Link(fault, LinkState.Cut, [.. ToCoordinators(target!)], stop);
            case FaultKind.CoordinatorsPartitioned:
                return Link(fault, LinkState.Silent, [(cluster.Coordinators[0].Name, cluster.Coordinators[1].Name)], stop);
            case FaultKind.LinksSlow:
                return Link(fault, LinkState.Slow, [.. Everywhere()], stop);
            case FaultKind.ConnectionsDoubled:
                Everywhere().ToList().ForEach(link => cluster.Links.Set(link.One, link.Other, LinkState.Cut));
                return Link(fault, LinkState.Doubled, [.. Everywhere()], stop);
            case FaultKind.DatabaseCut:
                return Link(fault, LinkState.Silent, [(target!.Name, DrillDatabase.Member)], stop);
            case FaultKind.DatabaseRestarted or FaultKind.DatabaseStopped:
                await cluster.Database.StopAsync();
                return new Strike(Lasting(fault, cluster.Database.StartAsync, stop));
            case FaultKind.DiskFull:
                disk!.Fill();
                return new Strike(Lasting(fault, disk.Mend, stop));
            case FaultKind.CheckpointsReadOnly:
                return await Tried(disk!.SetReadOnly, stop) ? new Strike(Lasting(fault, disk.Mend, stop)) : null;
            case FaultKind.CoordinatorClockJump or FaultKind.NodeClockJump:
                var (clock, jump) = (cluster.ClockOf(target!)!, fault.Pick % 2 == 0 ? ClockJump : -ClockJump);
                clock.Set(jump);
                return new Strike(Lasting(fault, () => clock.Set(TimeSpan.Zero), stop));
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "Unknown kind of fault.");
        }
    }

    // A node that is dead, or between two trainings, has none.
    private static bool KillTrainers(MemberProcess node) =>
        node.Id is > 0 and var id && Signals.ChildrenOf(id).Count(trainer => Signals.Send(trainer, Signals.Kill)) > 0;

    private static Task<Strike?> Freeze(Fault fault, MemberProcess[] members, CancellationToken stop) =>
        Struck(fault, members, member => member.Signal(Signals.Stop), member => member.Signal(Signals.Continue), stop);

    /// <summary>Strikes them all, or none for long.</summary>
    private static async Task<Strike?> Struck(
        Fault fault, MemberProcess[] members, Func<MemberProcess, bool> begin, Action<MemberProcess> end, CancellationToken stop)
    {
        foreach (var member in members)
        {
            if (!await Tried(() => begin(member), stop))
            {
                Array.ForEach(members, end);
                return null;
            }
        }

        return new Strike(Lasting(fault, () => Array.ForEach(members, end), stop));
    }

    private Strike Link(Fault fault, LinkState state, (string One, string Other)[] links, CancellationToken stop)
    {
        Array.ForEach(links, link => cluster.Links.Set(link.One, link.Other, state));
        return new Strike(Lasting(fault, () => Array.ForEach(links, link => cluster.Links.Set(link.One, link.Other, LinkState.Open)), stop));
    }

    private static Task Lasting(Fault fault, Action mend, CancellationToken stop) => Lasting(
        fault,
        () =>
        {
            mend();
            return Task.CompletedTask;
        },
        stop);

    private static async Task Lasting(Fault fault, Func<Task> mend, CancellationToken stop)
    {
        await Pause(fault.Lasts, stop);
        await mend();
    }

    private static async Task<bool> Tried(Func<bool> strike, CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        while (!strike())
        {
            if (stop.IsCancellationRequested || Stopwatch.GetElapsedTime(since) > TryFor)
            {
                return false;
            }

            await Pause(TryEvery, stop);
        }

        return true;
    }

    private static async Task Pause(TimeSpan time, CancellationToken stop) =>
        await Task.Delay(time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private IEnumerable<(string One, string Other)> ToCoordinators(MemberProcess node) =>
        cluster.Coordinators.Select(coordinator => (node.Name, coordinator.Name));

    private IEnumerable<(string One, string Other)> Everywhere() =>
        cluster.NodeProcesses.SelectMany(ToCoordinators).Append((cluster.Coordinators[0].Name, cluster.Coordinators[1].Name));
}
