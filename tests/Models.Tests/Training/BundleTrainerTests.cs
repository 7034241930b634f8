using Sweep.Messages.Catalogue;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;
using Sweep.Models.Tests.Support;
using Sweep.Models.Training;

namespace Sweep.Models.Tests.Training;

public class BundleTrainerTests
{
    [Fact]
    public void The_same_run_gives_the_same_bits_twice() =>
        Assert.Equal(Some.Train(Some.Dense()).Bits(), Some.Train(Some.Dense()).Bits());

    [Fact]
    public void Another_seed_gives_other_bits() =>
        Assert.NotEqual(Some.Train(Some.Dense()).Bits(), Some.Train(Some.Dense(("seed", Some.Integer(1)))).Bits());

    [Theory]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("sgd")]
    public void A_run_resumed_after_any_epoch_equals_one_never_stopped(string optimizer)
    {
        var parameters = Some.Dense(("optimizer", Some.Text(optimizer)));
        var whole = Some.Train(parameters);
        foreach (var (_, state) in whole.States.SkipLast(1))
        {
            var rest = Some.Train(parameters, start: state);

            Assert.Equal(whole.Bits().Skip(state.Epoch), rest.Bits());
            var completed = Assert.IsType<RunOutcome.Completed>(rest.Outcome);
            Assert.Equal(Assert.IsType<RunOutcome.Completed>(whole.Outcome).Metrics, completed.Metrics);
            Assert.Equal((4, 2), (completed.Epochs, completed.Attempts));
        }
    }

    [Fact]
    public void A_run_resumed_after_its_last_epoch_completes_without_training()
    {
        var whole = Some.Train(Some.Dense());

        var rest = Some.Train(Some.Dense(), start: whole.States[^1].State);

        Assert.Empty(rest.Epochs);
        Assert.Equal(whole.Epochs[^1].Metrics.Metrics, Assert.IsType<RunOutcome.Completed>(rest.Outcome).Metrics);
    }

    [Fact]
    public void Runs_on_threads_side_by_side_equal_runs_alone()
    {
        var alone = Enumerable.Range(0, 3).Select(seed => Some.Train(Seeded(seed)).Bits().ToList()).ToList();
        var together = new List<string>[3];
        var threads = Enumerable.Range(0, 3).Select(seed => new Thread(() => together[seed] = [.. Some.Train(Seeded(seed)).Bits()])).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Lanes_of_one_bundle_equal_runs_alone()
    {
        var bundle = Some.Train([new Lane(Seeded(0), null), new Lane(Seeded(1), null)]);

        Assert.Equal(Some.Train(Seeded(0)).Bits(), bundle.Bits(0));
        Assert.Equal(Some.Train(Seeded(1)).Bits(), bundle.Bits(1));
    }

    [Fact]
    public void Runs_that_differ_in_learning_rate_alone_see_the_same_noisy_images()
    {
        var slow = Some.Train(Some.Dense(("lr", Some.Real(0.0001))));
        var fast = Some.Train(Some.Dense(("lr", Some.Real(0.01))));

        Assert.Equal(slow.Epochs[0].Metrics.Metrics["psnr_noisy"], fast.Epochs[0].Metrics.Metrics["psnr_noisy"]);
        Assert.NotEqual(slow.Epochs[0].Metrics.Metrics["psnr"], fast.Epochs[0].Metrics.Metrics["psnr"]);
    }

    [Fact]
    public void Each_epoch_is_told_once_and_in_order()
    {
        var recording = Some.Train(Some.Dense());

        Assert.Equal([1, 2, 3, 4], recording.Epochs.Select(epoch => epoch.Metrics.Epoch));
        Assert.Equal([1, 2, 3, 4], recording.States.Select(state => state.State.Epoch));
        Assert.Equal(recording.Epochs.Select(epoch => epoch.Metrics), recording.States[^1].State.History);
    }

    [Fact]
    public void Metrics_are_those_that_the_description_names()
    {
        var known = ModelCatalogue.BuiltIn.Find("dense-autoencoder")!.Description.Metrics;

        Assert.Equal(known.Order(), Some.Train(Some.Dense()).Epochs[0].Metrics.Metrics.Select(metric => metric.Key));
    }

    [Fact]
    public void Without_validation_and_noise_their_metrics_are_absent()
    {
        var metrics = Some.Train(Some.Dense(("validation", Some.Real(0)), ("noise.type", Some.Text("none")), ("noise.variance", Some.Real(0))))
            .Epochs[0]
            .Metrics.Metrics;

        Assert.Null(metrics["val_loss"]);
        Assert.Null(metrics["psnr_noisy"]);
        Assert.NotNull(metrics["psnr"]);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_run_as_diverged()
    {
        var failed = Assert.IsType<RunOutcome.Failed>(
            Some.Train(Some.Dense(("optimizer", Some.Text("sgd")), ("l1", Some.Real(1e30)), ("lr", Some.Real(1e30)))).Outcome);

        Assert.Equal(FailureKind.Diverged, failed.Kind);
        Assert.Contains("epoch 1", failed.Error);
    }

    [Theory]
    [InlineData("throw_at", FailureKind.Crashed, "throw_at")]
    [InlineData("nan_at", FailureKind.Diverged, "NaN in epoch 3")]
    [InlineData("oom_at", FailureKind.OutOfMemory, "No memory")]
    public void A_failing_lane_ends_alone(string failure, FailureKind kind, string said)
    {
        var healthy = Some.Parameters("noop", ("epochs", Some.Integer(5)));

        var recording = Some.Train([new Lane(healthy.With(failure, Some.Integer(3)), null), new Lane(healthy, null)]);

        var failed = Assert.IsType<RunOutcome.Failed>(recording.Ends.Single(end => end.Lane == 0).Outcome);
        Assert.Equal(kind, failed.Kind);
        Assert.Contains(said, failed.Error);
        Assert.Equal(2, recording.Epochs.Count(epoch => epoch.Lane == 0));
        Assert.IsType<RunOutcome.Completed>(recording.Ends.Single(end => end.Lane == 1).Outcome);
        Assert.Equal(5, recording.Epochs.Count(epoch => epoch.Lane == 1));
    }

    [Fact]
    public void A_failure_that_happens_once_is_gone_after_resuming()
    {
        var parameters = Some.Parameters("noop", ("throw_at", Some.Integer(3)), ("throw_once", Some.Truth(true)));
        var first = Some.Train(parameters);
        Assert.IsType<RunOutcome.Failed>(first.Outcome);

        var completed = Assert.IsType<RunOutcome.Completed>(Some.Train(parameters, start: first.States[^1].State).Outcome);

        Assert.Equal((10, 2), (completed.Epochs, completed.Attempts));
    }

    [Fact]
    public void Cancelling_interrupts_and_resuming_makes_up_for_it()
    {
        using var stop = new CancellationTokenSource();
        var interrupted = Some.Train(
            [new Lane(Some.Dense(), null)],
            observer: new Recording { OnEpoch = (_, metrics) => { if (metrics.Epoch == 2) { stop.Cancel(); } } },
            stop: stop.Token);

        Assert.Equal(new RunOutcome.Interrupted(2), interrupted.Outcome);
        Assert.Equal(Some.Train(Some.Dense()).Bits().Skip(2), Some.Train(Some.Dense(), start: interrupted.States[^1].State).Bits());
    }

    [Fact]
    public void Cancelling_within_an_epoch_throws_the_epoch_away()
    {
        using var stop = new CancellationTokenSource();
        var timed = Some.Parameters("noop", ("milliseconds", Some.Real(3_600_000)));
        stop.Cancel();

        Assert.Equal(new RunOutcome.Interrupted(0), Some.Train([new Lane(timed, null)], stop: stop.Token).Outcome);
    }

    [Fact]
    public void One_lane_can_be_stopped_alone()
    {
        using var stop = new CancellationTokenSource();
        var parameters = Some.Parameters("noop", ("epochs", Some.Integer(4)));

        var recording = Some.Train(
            [new Lane(parameters, null, stop.Token), new Lane(parameters, null)],
            observer: new Recording { OnEpoch = (_, _) => stop.Cancel() });

        Assert.Equal(new RunOutcome.Interrupted(1), recording.Ends.Single(end => end.Lane == 0).Outcome);
        Assert.IsType<RunOutcome.Completed>(recording.Ends.Single(end => end.Lane == 1).Outcome);
    }

    [Fact]
    public void An_unknown_model_is_a_bad_configuration()
    {
        var failed = Assert.IsType<RunOutcome.Failed>(Some.Train(Some.Dense().With("model", Some.Text("dense"))).Outcome);

        Assert.Equal(FailureKind.BadConfig, failed.Kind);
        Assert.Contains("`model` is `dense`", failed.Error);
        Assert.Contains("dense-autoencoder", failed.Error);
    }

    [Fact]
    public void An_unknown_hyperparameter_is_a_bad_configuration()
    {
        var failed = Assert.IsType<RunOutcome.Failed>(Some.Train(Some.Dense().With("momentum", Some.Real(0.9))).Outcome);

        Assert.Equal(FailureKind.BadConfig, failed.Kind);
        Assert.Contains("`momentum`", failed.Error);
    }

    [Fact]
    public void A_missing_data_set_is_a_bad_configuration()
    {
        var recording = new Recording();

        new BundleTrainer(ModelCatalogue.BuiltIn, (_, _) => throw new DataSetException("`emnist` is no data set."), TimeProvider.System)
            .Train("cpu", [new Lane(Some.Dense(), null)], recording, CancellationToken.None);

        Assert.Equal(new RunOutcome.Failed(FailureKind.Crashed, "`emnist` is no data set."), recording.Outcome);
    }

    [Fact]
    public void A_state_of_another_shape_is_refused()
    {
        var state = Some.Train(Some.Dense()).States[0].State;

        var failed = Assert.IsType<RunOutcome.Failed>(Some.Train(Some.Dense(("latent", Some.Integer(6))), start: state).Outcome);

        Assert.Equal(FailureKind.Crashed, failed.Kind);
        Assert.Contains("`layers.2.weight` is F32 [5, 9], but must be F32 [6, 9]", failed.Error);
    }

    [Fact]
    public void What_an_observer_throws_comes_out()
    {
        var observer = new Recording { OnEpoch = (_, _) => throw new IOException("The disk is full.") };

        Assert.Throws<IOException>(() => Some.Train([new Lane(Some.Parameters("noop"), null)], observer: observer));
    }

    [Fact]
    public void Early_stopping_ends_a_run_as_completed()
    {
        // At this rate nothing is learned any more after some epochs.
        var parameters = Some.Dense(("epochs", Some.Integer(400)), ("early_stop.patience", Some.Integer(2)), ("lr", Some.Real(0.05)));

        var completed = Assert.IsType<RunOutcome.Completed>(Some.Train(parameters).Outcome);

        Assert.InRange(completed.Epochs, 3, 399);
    }

    [Fact]
    public void Digits_are_reconstructed_better_with_every_epoch()
    {
        var recording = new Recording();
        var library = new DataSetLibrary(new DataSetOptions(null, Path.GetTempPath()));
        var parameters = Some.Parameters(
            "dense-autoencoder", ("dataset", Some.Text("synthetic-digits")), ("hidden", Some.Integers(64)), ("epochs", Some.Integer(3)));

        new BundleTrainer(ModelCatalogue.BuiltIn, library, TimeProvider.System).Train("cpu", [new Lane(parameters, null)], recording, CancellationToken.None);

        var psnr = recording.Epochs.Select(epoch => epoch.Metrics.Metrics["psnr"]!.Value).ToList();
        Assert.Equal(psnr.Order(), psnr);
        Assert.InRange(psnr[^1], 11, 40);
    }

    private static Sweep.Messages.Parameters.ParameterSet Seeded(int seed) => Some.Dense(("seed", Some.Integer(seed)));
}
