using System.Collections.Immutable;
using System.Diagnostics;

namespace Sweep.GpuNode.Trainers;

/// <summary>How a node starts its trainers, and for how long it bears with them.</summary>
/// <param name="File">The program that is a trainer when it gets <paramref name="Arguments"/>.</param>
public sealed record TrainerOptions(string File, ImmutableArray<string> Arguments)
{
    /// <summary>From the wish to stop to the kill of a trainer that does not come to its next step.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From the closing of its input to the kill of a trainer that does not end.</summary>
    public TimeSpan EndGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the kill of a trainer until it is given up, because it does not end even so.</summary>
    public TimeSpan KillLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a trainer with nothing to do keeps its memory, and what it has loaded.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>From its start until a trainer must be ready.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often a trainer is started for one bundle before the bundle fails.</summary>
    public int Starts { get; init; } = 3;

    /// <summary>When a silent trainer is taken for stuck.</summary>
    public TrainerPatience Patience { get; init; } = new();

    /// <summary>Kills a process and all that it has started; a test may have one without effect.</summary>
    internal Action<Process> KillTree { get; init; } = process => process.Kill(entireProcessTree: true);
}
