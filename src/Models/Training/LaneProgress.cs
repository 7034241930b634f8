using System.Collections.Immutable;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;

namespace Sweep.Models.Training;

/// <summary>One lane on its way to its outcome. No failure of it leaves this class: it becomes the outcome.</summary>
internal sealed class LaneProgress(ModelCatalogue models, Func<string, string?, DataSet> dataSets, TimeProvider clock, string device, Lane lane) : IDisposable
{
    private readonly int attempts = (lane.Start?.Attempts ?? 0) + 1;
    private ImmutableArray<EpochMetrics> history = lane.Start?.History ?? [];
    private LaneTraining? training;

    /// <summary>How the lane ended; null while it has not.</summary>
    public RunOutcome? Outcome { get; private set; }

    /// <summary>Trains one epoch, the first time after making ready.</summary>
    /// <returns>What it measured; null when the lane ended instead: then <see cref="Outcome"/> says how.</returns>
    public EpochMetrics? Advance(CancellationToken stop)
    {
        try
        {
            training ??= Begin();
            if (IsComplete(lane.Parameters, history))
            {
                Outcome = new RunOutcome.Completed(
                    history.IsEmpty ? MetricSet.Empty : history[^1].Metrics, history.Length, history.Sum(epoch => epoch.Seconds), attempts);
                return null;
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, lane.Stop);
            either.Token.ThrowIfCancellationRequested();
            var metrics = TrainEpoch(history.Length + 1, either.Token);
            history = history.Add(metrics);
            return metrics;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || lane.Stop.IsCancellationRequested)
        {
            Outcome = new RunOutcome.Interrupted(history.Length);
        }
        catch (Exception error)
        {
            Outcome = Failures.From(error);
        }

        return null;
    }

    public TestArtifacts? Examine(CancellationToken stop) => training?.Examine(stop);

    public LaneState Capture() => new(history.Length, attempts, training!.Capture(), history, lane.Parameters);

    public void Dispose() => training?.Dispose();

    /// <summary>Whether a run with this history has trained all it is to train.</summary>
    public static bool IsComplete(ParameterSet parameters, ImmutableArray<EpochMetrics> history) =>
        history.Length >= parameters.Integer("epochs") ||
        (parameters.Contains("early_stop.patience") && EarlyStopping.IsDue((int)parameters.Integer("early_stop.patience"), history));

    private LaneTraining Begin()
    {
        var name = lane.Parameters.Text("model");
        var model = models.Find(name)
            ?? throw new BadLaneException($"`model` is `{name}`, but must be one of {string.Join(", ", models.Descriptions.Select(known => known.Name))}.");
        if (ParameterChecks.Problems(model.Description, lane.Parameters).FirstOrDefault() is { } problem)
        {
            throw new BadLaneException(problem.Message);
        }

        var data = dataSets(lane.Parameters.Text("dataset"), lane.DataSetDigest);
        var begun = model.Start(new TrainingStart(
            lane.Parameters, data, device, clock, lane.Start is not null, TrainedEncoder.Of(lane, models, data.Description)));
        try
        {
            if (lane.Start is { } state)
            {
                begun.Restore(state.Tensors);
            }

            return begun;
        }
        catch
        {
            begun.Dispose();
            throw;
        }
    }

    private EpochMetrics TrainEpoch(int epoch, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        var result = training!.TrainEpoch(epoch, stop);
        if (result.Metrics.FirstOrDefault(metric => !double.IsFinite(metric.Value)) is { Key: { } metric, Value: var value })
        {
            throw new DivergedException($"`{metric}` became {value} in epoch {epoch}; a smaller `lr` may help.");
        }

        var perSecond = result.TrainingTime > TimeSpan.Zero ? result.Samples / result.TrainingTime.TotalSeconds : 0;
        return new EpochMetrics(epoch, result.Metrics, clock.GetElapsedTime(began).TotalSeconds, perSecond);
    }
}
