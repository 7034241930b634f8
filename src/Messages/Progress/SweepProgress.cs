using System.Collections.Immutable;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Messages.Progress;

/// <summary>One moment of a sweep that is being worked on.</summary>
/// <param name="Running">The runs in training, in order of their index; no more than a screen can show are needed.</param>
/// <param name="EpochsTrained">By the process that shows this, since it started; what it found done already is not in it.</param>
/// <param name="EpochsLeft">Of runs that have not ended, at most: runs may stop early.</param>
public sealed record SweepProgress(SweepStatus Status, ImmutableArray<RunProgress> Running, long EpochsTrained, long EpochsLeft);

/// <summary>One run in training.</summary>
/// <param name="Cell">The hyperparameters in which runs of this sweep differ.</param>
/// <param name="Epoch">The last one that ended; 0 before the first.</param>
/// <param name="Metrics">Of that epoch.</param>
public sealed record RunProgress(RunId Run, int Attempt, SlotId Slot, ParameterSet Cell, int Epoch, int Epochs, MetricSet Metrics);
