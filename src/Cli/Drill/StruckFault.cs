namespace Sweep.Cli.Drill;

/// <summary>A fault that has struck, and when: both counted from the beginning of the drill.</summary>
/// <param name="Node">The node that it was about; null where it was about all of them, or about none.</param>
/// <param name="Over">When it was mended, and the runs that it touched had gone on.</param>
public sealed record StruckFault(FaultKind Kind, string? Node, TimeSpan Began, TimeSpan Over)
{
    /// <summary>Whether it may have ended attempts on some node.</summary>
    public bool StrikesNodes => Kind != FaultKind.CoordinatorsPartitioned && FaultTraits.Of(Kind).Target != FaultTarget.Coordinators;

    /// <summary>Whether another coordinator may have come into charge by it.</summary>
    public bool StrikesCoordinators => FaultTraits.Of(Kind).Target is FaultTarget.Coordinators or FaultTarget.Links;

    public bool StrikesCheckpoints => FaultTraits.Of(Kind).Target == FaultTarget.Checkpoints;
}
