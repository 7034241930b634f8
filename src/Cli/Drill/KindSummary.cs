namespace Sweep.Cli.Drill;

/// <summary>All outcomes of one kind.</summary>
public sealed record KindSummary(FaultKind Kind, int Faults, Spread? ToGoOn, Spread? Lost);
