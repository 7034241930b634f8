using System.Collections.Concurrent;
using Akka.Actor;
using Sweep.GpuNode.Files;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Parameters;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Files;

/// <summary>What a bundle cannot begin without, and cannot be had yet.</summary>
public sealed class SuppliesTests : IAsyncLifetime
{
    private const string Digest = "3fa2000000000000000000000000000000000000000000000000000000000000";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly RunKey Encoder = SomeCheckpoint.Key("encoder");
    private static readonly AssignBundle Bundle = SomeBundle.Taking(Encoder);
    private static readonly AssignedRun Taker = Bundle.Runs[0];
    private static readonly AssignedRun Trained = Taker with { Spec = Taker.Spec with { Id = new RunId(Taker.Spec.Id.Sweep, 0), Key = Encoder } };

    private readonly ActorSystem system = ActorSystem.Create("supplies");
    private readonly SomeRoot holder = new();
    private readonly SomeRoot node = new();
    private readonly ConcurrentQueue<string> log = new();
    private readonly LeapingClock clock = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await system.Terminate().WaitAsync(Limit);
        holder.Dispose();
        node.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_encoder_that_nobody_has_yet_is_waited_for(bool isShared)
    {
        holder.TrainToEnd(Trained, 6);

        await Bring(isShared, asked => asked <= 3 ? new FilesFound([], IsPartial: asked == 2) : null);

        Assert.Equal(6, node.Checkpoints.LoadLatest(Encoder, Taker)?.Epoch);
        Assert.Equal([1, 2, 4], clock.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal(2, log.Count(line => line.StartsWith($"Encoder {$"{Encoder}"[..8]} for run some-1/7 is waited for: ")));
        Assert.Contains("epoch 6 fetched from the coordinator", log.Last());
    }

    [Fact]
    public async Task An_encoder_whose_files_cannot_be_read_now_is_waited_for()
    {
        holder.TrainToEnd(Trained, 6);
        var refused = 0;

        await Bring(isShared: false, _ => null, piece => refused++ < 2 ? new PieceRefused(piece.File, "the disk is broken") : null);

        Assert.Equal(6, node.Checkpoints.LoadLatest(Encoder, Taker)?.Epoch);
        Assert.Contains(log, line => line.Contains("is waited for: ") && line.Contains("the disk is broken"));
    }

    [Fact]
    public async Task What_is_here_of_an_encoder_that_trained_on_elsewhere_is_not_enough()
    {
        node.TrainToEnd(Trained, 6, but: 3);
        holder.TrainToEnd(Trained, 6, but: 4);

        await Bring(isShared: false, asked =>
        {
            holder.TrainToEnd(Trained, 6, but: asked == 3 ? 6 : 5);
            return null;
        });

        Assert.Equal([3, 5, 6], node.Epochs(Trained));
    }

    [Fact]
    public async Task What_nobody_has_for_long_is_left_to_the_trainer_to_tell()
    {
        await Bring(isShared: false, _ => new FilesFound([]));

        Assert.InRange(clock.Waits.Sum(wait => wait.TotalMinutes), 14.5, 15.5);
        Assert.Contains("is no longer waited for: nobody has it", log.Last());
        Assert.InRange(log.Count, 2, 8);
    }

    [Fact]
    public async Task While_someone_is_silent_who_may_have_it_it_is_waited_for_until_the_bundle_is_stopped()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bring(
            isShared: false,
            asked =>
            {
                if (asked == 200)
                {
                    stop.Cancel();
                }

                return new FilesFound([], IsPartial: true);
            },
            stop: stop.Token));

        Assert.True(clock.Waits.Sum(wait => wait.TotalMinutes) > 60);
        Assert.InRange(log.Count, 1, 8);
    }

    [Fact]
    public async Task A_data_set_that_cannot_be_had_yet_is_waited_for()
    {
        using var stop = new CancellationTokenSource();
        var asked = 0;
        var supplies = Supplies(Answering.In(system, question =>
        {
            if (question is FindDataSet && ++asked == 5)
            {
                stop.Cancel();
            }

            return new FilesFound([], IsPartial: true);
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => supplies.BringAsync(Naming("/nowhere/mine", Digest), isShared: false, stop.Token).WaitAsync(Limit));

        Assert.StartsWith("Data set /nowhere/mine is waited for: not all who may have it", log.First());
    }

    [Fact]
    public async Task Where_the_folder_of_data_sets_is_missing_the_cluster_is_asked()
    {
        Directory.Delete(node["sets"]);
        using var stop = new CancellationTokenSource();
        var asked = 0;
        var supplies = Supplies(Answering.In(system, question =>
        {
            if (question is FindDataSet { Name: "mnist" } && ++asked == 3)
            {
                stop.Cancel();
            }

            return new FilesFound([], IsPartial: true);
        }));

        var bundle = Naming("mnist", node.DataSets.Describe("mnist").Digest);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => supplies.BringAsync(bundle, isShared: false, stop.Token).WaitAsync(Limit));

        Assert.Equal($"Data sets are taken from elsewhere: there is no folder {node["sets"]}, which --datasets or SWEEP_DATASETS names", log.First());
        Assert.StartsWith("Data set mnist is waited for: not all who may have it", log.ElementAt(1));
    }

    [Fact]
    public async Task What_is_damaged_here_is_asked_for_once()
    {
        Directory.CreateDirectory(node["mine"]);
        string[] files = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];
        Assert.All(files, file => File.WriteAllText(node["mine", file], "damaged"));
        var asked = 0;
        var supplies = Supplies(Answering.In(system, question =>
        {
            asked += question is FindDataSet { Digest: Digest } ? 1 : 0;
            return new FilesFound([]);
        }));

        await supplies.BringAsync(Naming(node["mine"], Digest), isShared: false, CancellationToken.None).WaitAsync(Limit);

        Assert.Equal(1, asked);
        Assert.Contains(log, line => line.StartsWith($"Data set {node["mine"]} is damaged here and looked for elsewhere: {node["mine", files[0]]} "));
        Assert.Contains($"Data set {node["mine"]} cannot be had: nobody in the cluster has it", log);
    }

    [Fact]
    public async Task Who_waits_for_a_data_set_does_not_hold_up_a_slot_that_needs_another()
    {
        var asked = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();
        var supplies = Supplies(Answering.In(system, question =>
        {
            if (question is FindDataSet { Digest: Digest })
            {
                asked.TrySetResult();
                return null;
            }

            return new FilesFound([]);
        }));
        var waiting = supplies.BringAsync(Naming("/nowhere/mine", Digest), isShared: false, stop.Token);
        await asked.Task.WaitAsync(Limit);

        await supplies.BringAsync(Naming("/nowhere/other", Digest.Replace('3', '4')), isShared: false, CancellationToken.None).WaitAsync(Limit);

        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Limit));
    }

    private static AssignBundle Naming(string set, string digest)
    {
        var run = SomeBundle.Assignment().Runs[0];
        var others = run.Spec.Parameters.Where(parameter => parameter.Key != "dataset");
        var parameters = ParameterSet.From(others.Append(new("dataset", new ParameterValue.Text(set))));
        return SomeBundle.Assignment() with { Runs = [run with { Spec = run.Spec with { Parameters = parameters, DataSetDigest = digest } }] };
    }

    /// <param name="find">Gets how often the encoder was asked for; null leaves the answer to who has it.</param>
    private async Task Bring(bool isShared, Func<int, FilesFound?> find, Func<ReadPiece, object?>? read = null, CancellationToken stop = default)
    {
        var asked = 0;
        var coordinator = Answering.In(system, question => question switch
        {
            FindCheckpoint wanted when wanted.Key == Encoder => find(++asked) ?? new FilesFound(holder.Shelf.Find(wanted)),
            ReadPiece piece => read?.Invoke(piece) ?? holder.Shelf.ReadAsync(piece),
            _ => new FilesFound([]),
        });
        await Supplies(coordinator).BringAsync(Bundle, isShared, stop).WaitAsync(Limit);
    }

    private Supplies Supplies(IActorRef coordinator) => new(node.Folders, node.DataSets, coordinator, clock, log.Enqueue);
}
