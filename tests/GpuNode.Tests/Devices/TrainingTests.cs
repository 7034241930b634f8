using Sweep.GpuNode.Artifacts;
using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Devices;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Parameters;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;
using Sweep.Models.Training;

namespace Sweep.GpuNode.Tests.Devices;

/// <summary>Runs that do nothing but count epochs, whose checkpoints are ten seconds apart by a clock of the test.</summary>
public sealed class TrainingTests : IDisposable
{
    private static readonly DataSetLibrary DataSets = new(DataSetOptions.From(null, _ => null));

    private readonly TemporaryFolder folder = new();
    private readonly SteppingClock clock = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Short_epochs_are_written_when_the_run_ends()
    {
        var told = Train(Bundle(epochs: 4));

        Assert.Equal([(1, false), (2, false), (3, false), (4, true)], Epochs(told));
        Assert.Equal([4], Stored());
        Assert.IsType<RunOutcome.Completed>(Outcome(told));
    }

    [Fact]
    public void Epochs_that_take_long_are_written_each()
    {
        var told = Train(Bundle(epochs: 3), epoch => clock.Advance(TimeSpan.FromSeconds(10)));

        // Time passes between what is told and the end of the next epoch.
        Assert.Equal([(1, false), (2, true), (3, true)], Epochs(told));
    }

    [Fact]
    public void Every_epoch_is_written_where_the_study_says_so() =>
        Assert.Equal([(1, true), (2, true)], Epochs(Train(Bundle(epochs: 2, policy: new CheckpointPolicy(EveryEpochs: 1)))));

    [Fact]
    public void A_run_that_is_stopped_is_written_and_goes_on_from_there()
    {
        using var stop = new CancellationTokenSource();
        var told = Train(Bundle(epochs: 5), epoch => (epoch.Metrics.Epoch == 3 ? stop : null)?.Cancel(), stop.Token);
        Assert.Equal(new RunOutcome.Interrupted(3), Outcome(told));

        var resumed = Train(Bundle(epochs: 5));

        Assert.Equal([true, true, true, false, false], resumed.OfType<RunReport.Epoch>().Select(epoch => epoch.Restored));
        Assert.Equal(2, Assert.IsType<RunOutcome.Completed>(Outcome(resumed)).Attempts);
    }

    [Fact]
    public void A_run_that_fails_by_itself_is_written_and_goes_on_from_there()
    {
        var failed = Train(Bundle(epochs: 5, ("throw_at", new ParameterValue.Integer(4)), ("throw_once", new ParameterValue.Truth(true))));
        Assert.IsType<RunOutcome.Failed>(Outcome(failed));
        Assert.Equal([3], Stored());

        var resumed = Train(Bundle(epochs: 5, ("throw_at", new ParameterValue.Integer(4)), ("throw_once", new ParameterValue.Truth(true))));

        Assert.Equal([1, 2, 3, 4, 5], resumed.OfType<RunReport.Epoch>().Select(epoch => epoch.Metrics.Epoch));
        Assert.IsType<RunOutcome.Completed>(Outcome(resumed));
    }

    [Fact]
    public void A_run_whose_last_epoch_cannot_be_written_goes_on_from_the_one_before_when_it_can()
    {
        var bundle = Bundle(epochs: 4, policy: new CheckpointPolicy(EveryEpochs: 2));
        var inTheWay = folder["checkpoints", CheckpointFolder.Of(bundle.Runs[0]), "epoch-0004.json"];

        var told = Train(bundle, _ => Directory.CreateDirectory(inTheWay));

        Assert.Equal([(1, false), (2, true), (3, false), (4, false)], Epochs(told));
        Assert.Equal(new RunOutcome.Interrupted(2), Outcome(told));
        Assert.NotEmpty(told.OfType<CheckpointFailed>());

        Directory.Delete(inTheWay);
        Assert.Equal([1, 2, 3, 4], Train(bundle).OfType<RunReport.Epoch>().Select(epoch => epoch.Metrics.Epoch));
        Assert.Equal([2, 4], Stored());
    }

    [Fact]
    public void A_run_whose_images_find_a_full_disk_completes_when_there_is_room()
    {
        var bundle = Bundle(epochs: 2);
        Train(bundle);
        var told = new List<object>();
        var lane = new LaneInTraining(
            bundle, bundle.Runs[0], new CheckpointStore(folder["checkpoints"]), new ArtifactStore(folder["artifacts"]), clock, told.Add);
        lane.Open();

        lane.Trained(() => throw new IOException("No space left on device", 28));
        lane.End(SomeBundle.Completed());

        Assert.Equal(new RunOutcome.Interrupted(2), Outcome(told));
        Assert.Contains("No space left on device. Make room on that disk", Assert.Single(told.OfType<CheckpointFailed>()).Error);
        Assert.IsType<RunOutcome.Completed>(Outcome(Train(bundle)));
    }

    [Fact]
    public void A_run_that_is_torn_away_between_two_checkpoints_trains_the_same_epochs_again()
    {
        var calm = Outcome(Train(Bundle(epochs: 6)));
        Directory.Delete(folder.Path, recursive: true);

        // What is told in the fourth epoch throws: nothing is written any more, as if the process had been killed.
        var torn = Train(Bundle(epochs: 6), epoch =>
        {
            clock.Advance(TimeSpan.FromSeconds(6));
            if (epoch.Metrics.Epoch == 4)
            {
                throw new IOException("The node is gone.");
            }
        });
        Assert.Equal([3], Stored());
        Assert.Equal(FailureKind.Crashed, Assert.IsType<RunOutcome.Failed>(Outcome(torn)).Kind);

        var resumed = Train(Bundle(epochs: 6));

        Assert.Equal([1, 2, 3, 4, 5, 6], resumed.OfType<RunReport.Epoch>().Select(epoch => epoch.Metrics.Epoch));
        Assert.Equal(((RunOutcome.Completed)calm).Metrics, ((RunOutcome.Completed)Outcome(resumed)).Metrics);
    }

    private List<object> Train(AssignBundle bundle, Action<RunReport.Epoch>? after = null, CancellationToken stop = default)
    {
        var training = new Training(
            new BundleTrainer(ModelCatalogue.BuiltIn, DataSets, clock),
            new CheckpointStore(folder["checkpoints"]),
            new ArtifactStore(folder["artifacts"]),
            clock);
        var told = new List<object>();
        using var ended = new ManualResetEventSlim();
        training.Begin(
            bundle,
            message =>
            {
                told.Add(message);
                if (message is RunReport.Epoch { Restored: false } epoch)
                {
                    after?.Invoke(epoch);
                }
            },
            ended.Set,
            stop);
        Assert.True(ended.Wait(TimeSpan.FromMinutes(1)));
        return told;
    }

    private static AssignBundle Bundle(int epochs, params (string Name, ParameterValue Value)[] more) =>
        Bundle(epochs, new CheckpointPolicy(Keep: 1, Apart: TimeSpan.FromSeconds(10)), more);

    private static AssignBundle Bundle(int epochs, CheckpointPolicy policy, params (string Name, ParameterValue Value)[] more)
    {
        var bundle = SomeBundle.Assignment();
        var defaults = ModelCatalogue.BuiltIn.Descriptions.Single(model => model.Name == "noop").Parameters
            .Where(known => known.Default is not null).Select(known => KeyValuePair.Create(known.Name, known.Default!));
        var parameters = bundle.Runs[0].Spec.Parameters.Where(parameter => parameter.Key is "model" or "dataset" or "seed").Concat(defaults)
            .Concat(more.Select(item => KeyValuePair.Create(item.Name, item.Value)))
            .Append(KeyValuePair.Create("epochs", (ParameterValue)new ParameterValue.Integer(epochs)))
            .GroupBy(item => item.Key).Select(items => items.Last());
        var run = bundle.Runs[0];
        return bundle with { Runs = [run with { Spec = run.Spec with { Parameters = ParameterSet.From(parameters), Checkpoint = policy } }] };
    }

    private static IEnumerable<(int Epoch, bool Saved)> Epochs(IEnumerable<object> told) =>
        told.OfType<RunReport.Epoch>().Select(epoch => (epoch.Metrics.Epoch, epoch.Saved));

    private static RunOutcome Outcome(IEnumerable<object> told) => told.OfType<RunReport.Ended>().Single().Outcome;

    private IEnumerable<int> Stored() => Directory.GetFiles(folder["checkpoints"], "epoch-*.json", SearchOption.AllDirectories)
        .Select(file => int.Parse(Path.GetFileNameWithoutExtension(file)["epoch-".Length..])).Order();
}
