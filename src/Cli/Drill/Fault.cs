namespace Sweep.Cli.Drill;

/// <summary>One fault of a plan.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Pick">Which of those that it may strike: the remainder by their number.</param>
/// <param name="Pause">How long the cluster is left alone before it.</param>
/// <param name="WithNext">It strikes together with the next one.</param>
public sealed record Fault(int Number, FaultKind Kind, int Pick, TimeSpan Lasts, TimeSpan Pause, bool WithNext);
