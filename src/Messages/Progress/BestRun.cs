using Sweep.Messages.Runs;

namespace Sweep.Messages.Progress;

/// <summary>The run that serves the sweep's objective best so far, by the last epoch of completed runs.</summary>
/// <param name="Metric">The objective's: <c>psnr</c>.</param>
public sealed record BestRun(RunId Run, string Metric, double Value);
