using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>One line of a sweep's history, for people. Two lines with the same time, run, attempt and kind are one.</summary>
/// <param name="Run">The run's index; null when it is about the whole sweep.</param>
/// <param name="Kind">A word to search by: <c>run-failed</c>.</param>
public sealed record EventRow(SweepId Sweep, DateTimeOffset Time, int? Run, int? Attempt, string Kind, string Text);

/// <summary>How a sweep stood when the process that works on it last said so; for other processes.</summary>
/// <param name="Progress">JSON.</param>
public sealed record ProgressRow(SweepId Sweep, DateTimeOffset Updated, string Progress);
