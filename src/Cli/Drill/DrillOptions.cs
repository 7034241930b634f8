namespace Sweep.Cli.Drill;

/// <summary>How long a drill lasts, and which faults it strikes.</summary>
/// <param name="Kinds">Those that may strike, where they can.</param>
/// <param name="Faults">It ends after so many.</param>
/// <param name="Time">It strikes no more after that.</param>
public sealed record DrillOptions(int Seed, IReadOnlyCollection<FaultKind> Kinds, int Faults, TimeSpan Time)
{
    /// <summary>How long work may take to go on after a fault.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a sweep may take to end once nothing strikes it any more.</summary>
    public TimeSpan SweepLimit { get; init; } = TimeSpan.FromMinutes(10);
}
