using System.Collections.Immutable;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;
using Sweep.Models.Artifacts;
using Sweep.Models.DataSets;
using Sweep.Models.Networks;
using static TorchSharp.torch;

namespace Sweep.Models.Training;

/// <summary>The epochs of a network: batches in random order through a <see cref="TrainingStep"/>, then the metrics of what it has learned.</summary>
internal sealed class StepwiseTraining : LaneTraining
{
    private readonly ImageSource images;
    private readonly TrainingStep step;
    private readonly DataSet data;
    private readonly TimeProvider clock;
    private readonly long seed;
    private readonly int batchSize;
    private readonly bool noisy;
    private readonly Augmentation? augmentation;
    private readonly LearningTarget target;
    private readonly int[] training;
    private readonly int[] validation;
    private readonly int[] test;
    private readonly LearningRates rates;
    private readonly long stepsInEpoch;

    public StepwiseTraining(TrainingStart start, ImageSource images, TrainingStep step, LearningTarget target)
    {
        (this.images, this.step, this.target, data, clock) = (images, step, target, start.Data, start.Clock);
        seed = start.Parameters.Integer("seed");
        batchSize = (int)start.Parameters.Integer("batch_size");
        noisy = NoiseOptions.From(start.Parameters) is not NoiseOptions.None;
        augmentation = Augmentation.From(start.Parameters);
        (training, validation) = ValidationSplit.Of(start.Parameters, data.Train.Count);
        test = [.. Enumerable.Range(0, data.Test.Count)];
        rates = LearningRates.From(start.Parameters, training.Length);
        stepsInEpoch = LearningRates.StepsInEpoch(start.Parameters, training.Length);
    }

    public override EpochResult TrainEpoch(int epoch, CancellationToken stop)
    {
        using var scope = NewDisposeScope();
        var began = clock.GetTimestamp();
        var trainLoss = Learn(epoch, stop) / training.Length;
        var learned = clock.GetElapsedTime(began);
        var metrics = new List<KeyValuePair<string, double>> { new("train_loss", trainLoss) };
        if (validation.Length > 0)
        {
            metrics.Add(new("val_loss", Evaluate(data.Train, validation, stream: 1, stop).MeanLoss));
        }

        var totals = Evaluate(data.Test, test, stream: 0, stop);
        metrics.Add(new("test_loss", totals.MeanLoss));
        metrics.Add(target == LearningTarget.Labels ? new("accuracy", totals.Accuracy) : new("psnr", totals.Psnr));
        if (noisy)
        {
            metrics.Add(new("psnr_noisy", totals.PsnrNoisy));
        }

        if (totals.LatentCount > 0)
        {
            metrics.AddRange([new("latent_mean", totals.LatentMean), new("latent_sparsity", totals.LatentSparsity)]);
        }

        return new EpochResult(MetricSet.From(metrics), training.Length, learned);
    }

    public override ImmutableArray<TensorData> Capture() => step.Capture();

    public override void Restore(ImmutableArray<TensorData> tensors) => step.Restore(tensors);

    public override TestArtifacts? Examine(CancellationToken stop)
    {
        if (target == LearningTarget.Labels)
        {
            return null;
        }

        images.SeedNoise(RandomStreams.Seed(seed, RandomPurpose.NoiseEvaluation, 0));
        return new TestExamination(images, step.Apply, data.Test, noisy).Run(stop);
    }

    public override void Dispose()
    {
        step.Dispose();
        images.Dispose();
    }

    /// <returns>The sum of all samples' losses.</returns>
    private double Learn(int epoch, CancellationToken stop)
    {
        var order = new RandomStream(RandomStreams.Seed(seed, RandomPurpose.Shuffle, epoch)).Permutation(training.Length);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = training[order[i]];
        }

        images.SeedNoise(RandomStreams.Seed(seed, RandomPurpose.NoiseTraining, epoch));
        augmentation?.Begin(RandomStreams.Seed(seed, RandomPurpose.Augmentation, epoch));
        var loss = 0.0;
        for (var at = 0; at < order.Length; at += batchSize)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = order.AsSpan(at, Math.Min(batchSize, order.Length - at));
            var clean = images.Gather(data.Train, batch);
            if (augmentation is not null)
            {
                images.Change(clean, pixels => augmentation.Apply(pixels, data.Train.Height, data.Train.Width));
            }

            var rate = rates.At(((epoch - 1) * stepsInEpoch) + (at / batchSize));
            step.Run(images.AddNoise(clean), TargetOf(data.Train, batch, clean), rate);
            if (at / batchSize % StepsPerLook == 0)
            {
                loss += Finite(step.DrainLoss(), epoch, (at / batchSize) + 1);
            }
        }

        return loss + Finite(step.DrainLoss(), epoch, (order.Length + batchSize - 1) / batchSize);
    }

    private EvaluationTotals Evaluate(ImageSet set, ReadOnlySpan<int> samples, int stream, CancellationToken stop)
    {
        images.SeedNoise(RandomStreams.Seed(seed, RandomPurpose.NoiseEvaluation, stream));
        var totals = new EvaluationTotals();
        for (var at = 0; at < samples.Length; at += Batches.EvaluationSize)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = samples.Slice(at, Math.Min(Batches.EvaluationSize, samples.Length - at));
            var clean = images.Gather(set, batch);
            var input = images.AddNoise(clean);
            if (noisy)
            {
                totals.AddNoise(images.SquaredError(input, clean));
            }

            step.Evaluate(input, TargetOf(set, batch, clean), totals);
        }

        return totals;
    }

    private Tensor TargetOf(ImageSet set, ReadOnlySpan<int> batch, Tensor clean) =>
        target == LearningTarget.Labels ? images.Labels(set, batch) : clean;

    // How often the loss is looked at, which waits for an accelerator.
    private const int StepsPerLook = 50;

    private static double Finite(double loss, int epoch, int step) => double.IsFinite(loss)
        ? loss
        : throw new DivergedException($"The training loss became {loss} in epoch {epoch}, by step {step}; a smaller `lr` may help.");
}
