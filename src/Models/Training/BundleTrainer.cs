using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;

namespace Sweep.Models.Training;

/// <summary>
/// Trains the runs of a bundle on the calling thread until each has ended. What a lane gives is a function of its hyperparameters and its
/// data alone: the same bits beside other lanes, beside other trainers on other threads, and resumed from any of its epochs.
/// </summary>
public sealed class BundleTrainer
{
    private readonly ModelCatalogue models;
    private readonly Func<string, string?, DataSet> dataSets;
    private readonly TimeProvider clock;

    public BundleTrainer(ModelCatalogue models, DataSetLibrary dataSets, TimeProvider clock) : this(models, dataSets.Load, clock) { }

    internal BundleTrainer(ModelCatalogue models, Func<string, string?, DataSet> dataSets, TimeProvider clock) =>
        (this.models, this.dataSets, this.clock) = (models, dataSets, clock);

    /// <summary>
    /// Trains all lanes to their ends. A lane that fails ends alone, with its reason. Cancelling ends lanes within a few steps, as
    /// <see cref="RunOutcome.Interrupted"/>; an epoch that had begun is thrown away, which makes the resumed run equal to one never stopped.
    /// </summary>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    public void Train(string device, IReadOnlyList<Lane> lanes, ITrainingObserver observer, CancellationToken stop)
    {
        var progress = lanes.Select(lane => new LaneProgress(models, dataSets, clock, device, lane)).ToList();
        try
        {
            while (progress.Exists(lane => lane.Outcome is null))
            {
                for (var lane = 0; lane < progress.Count; lane++)
                {
                    if (progress[lane].Outcome is null)
                    {
                        Advance(lane, progress[lane], observer, stop);
                    }
                }
            }
        }
        finally
        {
            progress.ForEach(lane => lane.Dispose());
        }
    }

    private static void Advance(int lane, LaneProgress progress, ITrainingObserver observer, CancellationToken stop)
    {
        if (progress.Advance(stop) is { } metrics)
        {
            observer.EpochEnded(lane, metrics, progress.Capture);
        }
        else
        {
            if (progress.Outcome is RunOutcome.Completed)
            {
                observer.LaneTrained(lane, () => progress.Examine(stop));
            }

            // An ended lane's memory is free for the others before anyone hears of its end.
            progress.Dispose();
            observer.LaneEnded(lane, progress.Outcome!);
        }
    }
}
