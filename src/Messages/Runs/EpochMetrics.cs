namespace Sweep.Messages.Runs;

/// <summary>What one epoch of one run measured.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Metrics">A function of the run key alone: no clock in it.</param>
/// <param name="Seconds">Wall time of training and evaluation of this epoch.</param>
/// <param name="SamplesPerSecond">Training samples over the training part of <paramref name="Seconds"/>.</param>
public sealed record EpochMetrics(int Epoch, MetricSet Metrics, double Seconds, double SamplesPerSecond);
