namespace Sweep.Cli.Drill;

/// <summary>Carries a fault out, for as long as it lasts, and mends what it broke.</summary>
internal sealed class Strikes(DrillCluster cluster, CheckpointDisk? disk)
{
    private static readonly TimeSpan ClockJump = TimeSpan.FromHours(1);

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

    /// <summary>Strikes; returns when the fault is over.</summary>
    public async Task Strike(Fault fault, MemberProcess? target)
    {
        switch (fault.Kind)
        {
            case FaultKind.TrainerKilled:
                Signals.ChildrenOf(target!.Id).ToList().ForEach(trainer => Signals.Send(trainer, Signals.Kill));
                break;
            case FaultKind.NodeKilled or FaultKind.CoordinatorKilled:
                target!.Kill();
                target.Start();
                break;
            case FaultKind.CoordinatorsKilled:
                await For(fault.Lasts, cluster.Coordinators, coordinator => coordinator.Kill(), coordinator => coordinator.Start());
                break;
            case FaultKind.NodeFrozen or FaultKind.CoordinatorFrozen:
                await Freeze(fault.Lasts, target!);
                break;
            case FaultKind.CoordinatorsFrozen:
                await Freeze(fault.Lasts, [.. cluster.Coordinators]);
                break;
            case FaultKind.NodePartitioned:
                await Link(fault.Lasts, LinkState.Silent, [.. ToCoordinators(target!)]);
                break;
            case FaultKind.NodeCut:
                await Link(fault.Lasts, LinkState.Cut, [.. ToCoordinators(target!)]);
                break;
            case FaultKind.CoordinatorsPartitioned:
                await Link(fault.Lasts, LinkState.Silent, (cluster.Coordinators[0].Name, cluster.Coordinators[1].Name));
                break;
            case FaultKind.LinksSlow:
                await Link(fault.Lasts, LinkState.Slow, [.. Everywhere()]);
                break;
            case FaultKind.ConnectionsDoubled:
                Everywhere().ToList().ForEach(link => cluster.Links.Set(link.One, link.Other, LinkState.Cut));
                await Link(fault.Lasts, LinkState.Doubled, [.. Everywhere()]);
                break;
            case FaultKind.DatabaseCut:
                await Link(fault.Lasts, LinkState.Silent, (target!.Name, DrillDatabase.Member));
                break;
            case FaultKind.DatabaseRestarted or FaultKind.DatabaseStopped:
                await cluster.Database.StopAsync();
                await Task.Delay(fault.Lasts);
                await cluster.Database.StartAsync();
                break;
            case FaultKind.DiskFull:
                disk!.Fill();
                await Task.Delay(fault.Lasts);
                disk.Mend();
                break;
            case FaultKind.CheckpointsReadOnly:
                disk!.SetReadOnly();
                await Task.Delay(fault.Lasts);
                disk.Mend();
                break;
            case FaultKind.CoordinatorClockJump or FaultKind.NodeClockJump:
                var jump = fault.Pick % 2 == 0 ? ClockJump : -ClockJump;
                await For(fault.Lasts, [cluster.ClockOf(target!)!], clock => clock.Set(jump), clock => clock.Set(TimeSpan.Zero));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "Unknown kind of fault.");
        }
    }

    private static Task Freeze(TimeSpan time, params MemberProcess[] members) =>
        For(time, members, member => member.Signal(Signals.Stop), member => member.Signal(Signals.Continue));

    private Task Link(TimeSpan time, LinkState state, params (string One, string Other)[] links) => For(
        time, links, link => cluster.Links.Set(link.One, link.Other, state), link => cluster.Links.Set(link.One, link.Other, LinkState.Open));

    private static async Task For<T>(TimeSpan time, IReadOnlyList<T> all, Action<T> begin, Action<T> end)
    {
        all.ToList().ForEach(begin);
        await Task.Delay(time);
        all.ToList().ForEach(end);
    }

    private IEnumerable<(string One, string Other)> ToCoordinators(MemberProcess node) =>
        cluster.Coordinators.Select(coordinator => (node.Name, coordinator.Name));

    private IEnumerable<(string One, string Other)> Everywhere() =>
        cluster.NodeProcesses.SelectMany(ToCoordinators).Append((cluster.Coordinators[0].Name, cluster.Coordinators[1].Name));
}
