using Sweep.Coordinator.Results;

namespace Sweep.Cli.Drill;

/// <summary>Every epoch of a sweep that any attempt reported, and what that tells of what was trained twice. Pure.</summary>
public sealed class TrainedEpochs(IEnumerable<EpochRow> reported)
{
    private readonly List<EpochRow> rows = [.. reported];

    /// <param name="fromAttempt">Epochs of earlier attempts do not count.</param>
    public int LastOf(int run, int fromAttempt = 0) =>
        Of(run).Where(row => row.Attempt >= fromAttempt).Select(row => row.Metrics.Epoch).DefaultIfEmpty(0).Max();

    public IEnumerable<int> Runs => rows.Select(row => row.Run.Index).Distinct().Order();

    /// <summary>The attempts that reported an epoch, in order.</summary>
    public IReadOnlyList<int> AttemptsOf(int run) => [.. Of(run).Select(row => row.Attempt).Distinct().Order()];

    public int LastAttemptOf(int run) => Of(run).Select(row => row.Attempt).DefaultIfEmpty(0).Max();

    /// <summary>
    /// Seconds of training that had to be done again: of epochs that were reported more than once all but one, and for each attempt that
    /// took over from another one at most the epoch in which that one ended. An epoch that comes from a checkpoint has the same seconds to the last bit.
    /// </summary>
    public double SecondsLost() => rows.GroupBy(row => row.Run.Index).Sum(SecondsLost);

    private static double SecondsLost(IGrouping<int, EpochRow> run)
    {
        var repeated = run.GroupBy(row => row.Metrics.Epoch).Select(epoch => epoch.Select(row => row.Metrics.Seconds).Distinct().ToList());
        var takenOver = run.Select(row => row.Attempt).Distinct().Count() - 1;
        return repeated.Sum(seconds => seconds.Sum() - seconds.Max()) + (takenOver * run.Max(row => row.Metrics.Seconds));
    }

    private IEnumerable<EpochRow> Of(int run) => rows.Where(row => row.Run.Index == run);
}
