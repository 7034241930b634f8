using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>What one epoch of one attempt measured.</summary>
public sealed record EpochRow(RunId Run, int Attempt, EpochMetrics Metrics);

/// <summary>How many different epochs of a completed run are stored, those of its source where it was reused.</summary>
public sealed record EpochCount(int Run, int Epochs);
