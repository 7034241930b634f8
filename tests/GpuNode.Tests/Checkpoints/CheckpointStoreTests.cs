using FsCheck;
using FsCheck.Fluent;
using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Parameters;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.Training;
using Objective = Sweep.Messages.Runs.Objective;

namespace Sweep.GpuNode.Tests.Checkpoints;

public sealed class CheckpointStoreTests : IDisposable
{
    private static readonly RunKey Key = SomeCheckpoint.Key();
    private static readonly string Folder = CheckpointFolder.Of(Key);

    private readonly TemporaryFolder temporary = new();
    private readonly List<CheckpointProblem> problems = [];
    private readonly CheckpointStore store;

    public CheckpointStoreTests() => store = new CheckpointStore(temporary.Path, problems.Add);

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void There_is_none_before_the_first_save()
    {
        Assert.Null(store.LoadLatest(Folder, Key));
        Assert.Null(store.Load(Folder, Key, 1));
        Assert.Empty(problems);
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));
    }

    [Fact]
    public void What_is_saved_is_loaded_to_the_bit()
    {
        var numbers = Gen.Elements<double>(
        [
            0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 0.1, 1.0 / 3,
            BitConverter.Int64BitsToDouble(0x7ff8000000000001), BitConverter.Int64BitsToDouble(0x7ff0000000000abc),
        ]);
        var anyNumber = Gen.OneOf(numbers, ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble));
        var tensors =
            from type in Gen.Elements(("F32", 4), ("I64", 8), ("F64", 8), ("U8", 1), ("BF16", 2))
            from shape in Gen.Choose(0, 4).Select(size => (long)size).ListOf().Where(sizes => sizes.Count < 4)
            from seed in Gen.Choose(0, 255)
            let length = (int)shape.Aggregate((long)type.Item2, (product, size) => product * size)
            select new TensorData("", type.Item1, [.. shape], SomeCheckpoint.Bytes(length, seed));
        var states =
            from attempts in Gen.Choose(1, 9)
            from laid in tensors.ListOf().Where(list => list.Count < 9)
            from losses in anyNumber.NonEmptyListOf()
            from seconds in anyNumber
            select new LaneState(
                losses.Count(),
                attempts,
                [.. laid.Select((tensor, index) => tensor with { Name = $"layer.{index}.größe" })],
                [.. losses.Select((loss, index) => new EpochMetrics(index + 1, MetricSet.Of(("val_loss", loss)), seconds, loss))]);

        Prop.ForAll(states.ToArbitrary(), state =>
        {
            store.Save(Folder, Key, state, SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss);
            SomeCheckpoint.Same(state, store.Load(Folder, Key, state.Epoch));
            Assert.Empty(problems);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_hyperparameters_are_kept_with_it()
    {
        var parameters = ParameterSet.From([new("filters", new ParameterValue.List([new ParameterValue.Integer(4)])), new("lr", new ParameterValue.Real(1))]);
        store.Save(Folder, Key, SomeCheckpoint.State(0.5) with { Parameters = parameters }, SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss);

        Assert.Equal(parameters, store.LoadLatest(Folder, Key)!.Parameters);
    }

    [Fact]
    public void A_run_of_any_sweep_is_found_that_of_the_own_sweep_first()
    {
        foreach (var (folder, attempts) in new[] { (Folder, 1), ($"fresh/a-1/{Folder}", 2), ($"fresh/b-1/{Folder}", 3) })
        {
            store.Save(folder, Key, SomeCheckpoint.State(0.5) with { Attempts = attempts }, SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss);
        }

        Assert.Equal(3, store.LoadLatest(Key, Taker("b-1"))!.Attempts);
        Assert.Equal(1, store.LoadLatest(Key, Taker("c-1"))!.Attempts);
        Directory.Delete(Path.Combine(temporary.Path, Folder), recursive: true);
        Assert.Equal(2, store.LoadLatest(Key, Taker("c-1"))!.Attempts);
        Assert.Null(store.LoadLatest(SomeCheckpoint.Key("another"), Taker("b-1")));
    }

    [Fact]
    public void Of_the_places_of_a_run_the_one_that_got_furthest_counts()
    {
        store.Save($"fresh/b-1/{Folder}", Key, SomeCheckpoint.State(0.5), SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss);
        Save(0.5, 0.4);

        Assert.Equal(2, store.LoadLatest(Key, Taker("b-1"))!.Epoch);
    }

    [Fact]
    public void The_newest_is_loaded()
    {
        Save(0.5);
        Save(0.5, 0.4);
        SomeCheckpoint.Same(SomeCheckpoint.State(0.5, 0.4), store.LoadLatest(Folder, Key));
    }

    [Fact]
    public void The_last_two_and_the_best_stay()
    {
        double[] losses = [0.5, 0.2, 0.3, 0.4, 0.35];
        for (var epochs = 1; epochs <= losses.Length; epochs++)
        {
            Save(losses[..epochs]);
        }

        Assert.Equal([2, 4, 5], EpochsKept());
        Assert.Equal(6, Files().Length);
        SomeCheckpoint.Same(SomeCheckpoint.State(0.5, 0.2), store.Load(Folder, Key, 2));
    }

    [Fact]
    public void The_goal_says_which_one_is_best()
    {
        var highest = new Objective("val_loss", Goal.Maximize);
        double[] losses = [0.5, 0.9, 0.9, 0.4, 0.3];
        for (var epochs = 1; epochs <= losses.Length; epochs++)
        {
            store.Save(Folder, Key, SomeCheckpoint.State(losses[..epochs]), new CheckpointPolicy(1, Keep: 1), highest);
        }

        Assert.Equal([2, 5], EpochsKept());
    }

    [Fact]
    public void Without_a_value_of_the_objective_only_the_last_ones_stay()
    {
        Save(double.NaN);
        Save(double.NaN, double.NaN);
        Save(double.NaN, double.NaN, double.NaN);
        Assert.Equal([2, 3], EpochsKept());
    }

    [Fact]
    public void At_least_one_stays_whatever_the_policy_says()
    {
        store.Save(Folder, Key, SomeCheckpoint.State(0.5), new CheckpointPolicy(1, Keep: 0), SomeCheckpoint.LeastLoss);
        Assert.Equal(1, store.LoadLatest(Folder, Key)?.Epoch);
    }

    [Fact]
    public void An_attempt_that_lags_behind_removes_nothing_of_what_is_newer()
    {
        Save(0.5, 0.4, 0.3);
        Save(0.5, 0.4, 0.3, 0.2);
        Save(0.5);
        Assert.Equal([1, 3, 4], EpochsKept());
        Assert.Equal(4, store.LoadLatest(Folder, Key)?.Epoch);
    }

    [Fact]
    public void One_that_is_damaged_is_passed_over()
    {
        Save(0.2);
        Save(0.2, 0.4);
        Save(0.2, 0.4, 0.3);
        File.WriteAllText(Json(1), "");
        Assert.Equal(2, store.Load(Folder, Key, 2)?.Epoch);
        Assert.Null(store.Load(Folder, Key, 1));
    }

    [Fact]
    public void Saving_an_epoch_again_replaces_it()
    {
        Save(0.5);
        var again = SomeCheckpoint.State(0.4) with { Attempts = 2, Tensors = [new TensorData("weight", "F32", [1], [1, 2, 3, 4])] };
        store.Save(Folder, Key, again, SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss);
        SomeCheckpoint.Same(again, store.LoadLatest(Folder, Key));
        Assert.Empty(problems);
    }

    [Fact]
    public void The_JSON_can_be_read_by_anybody_and_names_run_epoch_and_software()
    {
        Save(new CheckpointStore(temporary.Path, null, [new("libtorch", "1.13.1")]), 0.5, double.NaN);
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Json(2)));
        var checkpoint = json.RootElement.GetProperty("checkpoint");
        Assert.Equal(Key.ToString(), checkpoint.GetProperty("run_key").GetString());
        Assert.Equal((2, 1), (checkpoint.GetProperty("epoch").GetInt32(), checkpoint.GetProperty("attempts").GetInt32()));
        Assert.Equal("1.13.1", checkpoint.GetProperty("software").GetProperty("libtorch").GetString());
        Assert.Equal("NaN", checkpoint.GetProperty("history")[1].GetProperty("metrics").GetProperty("val_loss").GetString());
        Assert.Equal(33333.333333333336, checkpoint.GetProperty("history")[0].GetProperty("samples_per_second").GetDouble());
    }

    [Fact]
    public void Different_runs_save_at_once()
    {
        var keys = Enumerable.Range(0, 24).Select(i => SomeCheckpoint.Key($"run {i}")).ToArray();
        Parallel.ForEach(keys, key =>
        {
            store.Save(CheckpointFolder.Of(key), key, SomeCheckpoint.State(0.5), SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss);
            store.Save(CheckpointFolder.Of(key), key, SomeCheckpoint.State(0.5, 0.4), SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss);
        });
        Assert.All(keys, key => Assert.Equal(2, store.LoadLatest(CheckpointFolder.Of(key), key)?.Epoch));
        Assert.Empty(problems);
    }

    [Fact]
    public void Two_writers_of_one_run_leave_a_whole_checkpoint()
    {
        Parallel.For(0, 40, writer =>
        {
            var state = SomeCheckpoint.State(0.5) with { Tensors = [new TensorData("weight", "U8", [1], [(byte)writer])] };
            store.Save(Folder, Key, state, SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss);
        });
        Assert.Equal(1, store.LoadLatest(Folder, Key)?.Epoch);
        Assert.Empty(problems);
    }

    [Fact]
    public void A_root_that_cannot_be_written_is_an_error_of_its_own()
    {
        File.WriteAllText(temporary["file"], "in the way");
        var error = Assert.Throws<CheckpointException>(() => Save(new CheckpointStore(temporary["file"]), 0.5));
        Assert.StartsWith($"The checkpoint {Path.Combine(temporary["file"], Folder, "epoch-0001.json")} could not be written: ", error.Message);
        Assert.Contains("choose another --root", error.Message);
    }

    [Fact]
    public void A_save_that_fails_half_way_leaves_no_half_and_keeps_the_one_before()
    {
        Save(0.5);
        var before = Files();
        Directory.CreateDirectory(Json(2));
        Assert.Throws<CheckpointException>(() => Save(0.5, 0.4));
        Assert.Equal(before, Files());
        SomeCheckpoint.Same(SomeCheckpoint.State(0.5), store.LoadLatest(Folder, Key));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData(28, true)]
    [InlineData(122, true)]
    [InlineData(30, false)]
    public void A_full_disk_is_told_from_other_failures(int errno, bool isDiskFull)
    {
        var error = new CheckpointException("/checkpoints/epoch-0001.json", new IOException("Something : 'x'", errno));
        Assert.StartsWith("The checkpoint /checkpoints/epoch-0001.json could not be written: Something : 'x'. ", error.Message);
        Assert.Equal(isDiskFull, error.Message.Contains(". Make room on that disk, ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("F32", 7, "has 7 bytes, but must have 8")]
    [InlineData("Q4", 8, "Element type `Q4` is none of")]
    public void Tensors_that_contradict_themselves_are_a_bug_and_written_nowhere(string type, int bytes, string message)
    {
        var state = SomeCheckpoint.State(0.5) with { Tensors = [new TensorData("weight", type, [2], new byte[bytes])] };
        var error = Assert.Throws<ArgumentException>(() => store.Save(Folder, Key, state, SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss));
        Assert.Contains(message, error.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));
    }

    [Fact]
    public void Two_tensors_of_one_name_are_a_bug()
    {
        var twice = new TensorData("weight", "U8", [1], [1]);
        var state = SomeCheckpoint.State(0.5) with { Tensors = [twice, twice] };
        Assert.Throws<ArgumentException>(() => store.Save(Folder, Key, state, SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss));
    }

    private void Save(params double[] losses) => Save(store, losses);

    private static void Save(CheckpointStore store, params double[] losses) =>
        store.Save(Folder, Key, SomeCheckpoint.State(losses), SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss);

    private string Json(int epoch) => temporary[Folder, $"epoch-{epoch:D4}.json"];

    private string[] Files() => [.. Directory.EnumerateFiles(temporary[Folder]).Order()];

    private IEnumerable<int> EpochsKept() =>
        Files().Where(path => path.EndsWith(".json", StringComparison.Ordinal)).Select(path => int.Parse(Path.GetFileName(path)[6..10]));

    private static AssignedRun Taker(string sweep) =>
        new(new RunSpec(new RunId(new SweepId(sweep), 7), SomeCheckpoint.Key("taker"), ParameterSet.Empty, new CheckpointPolicy()), Attempt: 1, Fresh: true);
}
