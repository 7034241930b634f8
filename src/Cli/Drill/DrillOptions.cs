namespace Sweep.Cli.Drill;

/// <summary>How long a drill lasts, and which faults it strikes.</summary>
/// <param name="Kinds">Those that may strike, where they can.</param>
/// <param name="Faults">It ends after so many.</param>
/// <param name="Time">It strikes no more after that.</param>
public sealed record DrillOptions(int Seed, IReadOnlyCollection<FaultKind> Kinds, int Faults, TimeSpan Time);
