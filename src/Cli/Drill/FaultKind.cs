namespace Sweep.Cli.Drill;

/// <summary>What a drill does to a cluster. A node is always one that trains; the coordinator is the one in charge.</summary>
public enum FaultKind
{
    /// <summary>SIGKILL to the process in which a node trains.</summary>
    TrainerKilled,

    /// <summary>SIGKILL to a node, which is started again at once.</summary>
    NodeKilled,

    /// <summary>SIGSTOP to a node for longer than its lease, then SIGCONT. What trains for it goes on meanwhile.</summary>
    NodeFrozen,

    /// <summary>Between a node and all coordinators no byte arrives any more, for longer than its lease.</summary>
    NodePartitioned,

    /// <summary>The connections between a node and all coordinators break, and for moments no new one comes about.</summary>
    NodeCut,

    /// <summary>SIGKILL to the coordinator, while another one waits.</summary>
    CoordinatorKilled,

    /// <summary>SIGKILL to all coordinators, which are started again after moments.</summary>
    CoordinatorsKilled,

    /// <summary>SIGSTOP to the coordinator for longer than its lease, while another one waits; then SIGCONT.</summary>
    CoordinatorFrozen,

    /// <summary>SIGSTOP to all coordinators, then SIGCONT.</summary>
    CoordinatorsFrozen,

    /// <summary>No byte arrives between the coordinators any more.</summary>
    CoordinatorsPartitioned,

    /// <summary>What processes say to each other arrives late.</summary>
    LinksSlow,

    /// <summary>Connections break, and each new one is made twice with the same bytes.</summary>
    ConnectionsDoubled,

    /// <summary>No byte arrives between the coordinator and the database any more; another coordinator reaches it.</summary>
    DatabaseCut,

    /// <summary>The database server ends all connections and starts again.</summary>
    DatabaseRestarted,

    /// <summary>The database server is down for 30 s.</summary>
    DatabaseStopped,

    /// <summary>The file system of the checkpoints has no room left.</summary>
    DiskFull,

    /// <summary>Checkpoints cannot be written.</summary>
    CheckpointsReadOnly,

    /// <summary>The clock of the coordinator is changed by an hour, and back.</summary>
    CoordinatorClockJump,

    /// <summary>The clock of a node is changed by an hour, and back.</summary>
    NodeClockJump,
}
