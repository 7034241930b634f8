namespace Sweep.Cli.Drill;

/// <summary>What is known of a kind of fault before it strikes.</summary>
/// <param name="Target">What it is done to; two faults at a time have different ones.</param>
/// <param name="Weight">How often it comes, beside the others.</param>
/// <param name="Seconds">How long it lasts: at least, and at most.</param>
/// <param name="StopsTraining">Whether runs in training may have to begin again from a checkpoint. Where not, none may.</param>
/// <param name="WaitsForMending">Whether work can only go on when the fault is over: the wait is counted from then on.</param>
public sealed record FaultTraits(FaultTarget Target, int Weight, (double Least, double Most) Seconds, bool StopsTraining, bool WaitsForMending)
{
    /// <summary>Whether the attempts that it touches end at once, so that a run goes on in another attempt or not at all.</summary>
    public bool EndsAttempts => StopsTraining && Seconds.Most == 0;

    // A node's lease is 8 s and that of a coordinator 6 s; what must be noticed lasts longer, what must be borne does not.
    public static FaultTraits Of(FaultKind kind) => kind switch
    {
        FaultKind.TrainerKilled => new(FaultTarget.Node, 4, (0, 0), StopsTraining: true, WaitsForMending: false),
        FaultKind.NodeKilled => new(FaultTarget.Node, 4, (0, 0), StopsTraining: true, WaitsForMending: false),
        FaultKind.NodeFrozen => new(FaultTarget.Node, 1, (12, 15), StopsTraining: true, WaitsForMending: false),
        FaultKind.NodePartitioned => new(FaultTarget.Node, 1, (12, 15), StopsTraining: true, WaitsForMending: false),
        FaultKind.NodeCut => new(FaultTarget.Node, 3, (0.2, 2.5), StopsTraining: false, WaitsForMending: true),
        FaultKind.CoordinatorKilled => new(FaultTarget.Coordinators, 3, (0, 0), StopsTraining: false, WaitsForMending: false),
        FaultKind.CoordinatorsKilled => new(FaultTarget.Coordinators, 1, (0.5, 3), StopsTraining: false, WaitsForMending: true),
        FaultKind.CoordinatorFrozen => new(FaultTarget.Coordinators, 1, (9, 13), StopsTraining: false, WaitsForMending: false),
        FaultKind.CoordinatorsFrozen => new(FaultTarget.Coordinators, 1, (2, 13), StopsTraining: false, WaitsForMending: true),
        FaultKind.CoordinatorsPartitioned => new(FaultTarget.Links, 1, (2, 13), StopsTraining: false, WaitsForMending: false),
        FaultKind.LinksSlow => new(FaultTarget.Links, 1, (2, 5), StopsTraining: false, WaitsForMending: false),
        FaultKind.ConnectionsDoubled => new(FaultTarget.Links, 2, (0.5, 2), StopsTraining: false, WaitsForMending: true),
        FaultKind.DatabaseCut => new(FaultTarget.Coordinators, 2, (1, 12), StopsTraining: false, WaitsForMending: true),
        FaultKind.DatabaseRestarted => new(FaultTarget.Coordinators, 2, (0, 2), StopsTraining: false, WaitsForMending: true),
        FaultKind.DatabaseStopped => new(FaultTarget.Coordinators, 1, (30, 30), StopsTraining: false, WaitsForMending: true),
        FaultKind.DiskFull => new(FaultTarget.Checkpoints, 1, (1, 4), StopsTraining: true, WaitsForMending: true),
        FaultKind.CheckpointsReadOnly => new(FaultTarget.Checkpoints, 1, (1, 4), StopsTraining: true, WaitsForMending: true),
        FaultKind.CoordinatorClockJump => new(FaultTarget.Coordinators, 1, (2, 4), StopsTraining: false, WaitsForMending: false),
        FaultKind.NodeClockJump => new(FaultTarget.Node, 1, (2, 4), StopsTraining: false, WaitsForMending: false),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of fault."),
    };
}
