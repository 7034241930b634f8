namespace Sweep.Cli.Drill;

/// <summary>A run in training when a fault struck.</summary>
/// <param name="Epoch">The last that was stored.</param>
internal sealed record TouchedRun(int Run, int Attempt, int Epoch, string Node);
