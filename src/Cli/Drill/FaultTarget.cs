namespace Sweep.Cli.Drill;

/// <summary>What a fault is done to.</summary>
public enum FaultTarget
{
    Node,

    /// <summary>With their database, without which none can start.</summary>
    Coordinators,
    Links,
    Checkpoints,
}
