using Sweep.Messages.Runs;

namespace Sweep.Messages.Progress;

/// <summary>What <c>sweep status</c> says of one sweep.</summary>
/// <param name="Best">Null while no run has completed with the objective's metric.</param>
/// <param name="Digest">Hexadecimal hash over the sorted (run key, final metrics bits); null until all runs have ended.</param>
public sealed record SweepStatus(SweepId Id, string Name, SweepPhase Phase, RunCounts Runs, BestRun? Best, string? Digest);
