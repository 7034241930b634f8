using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Tests.Support;
using Sweep.Messages.Runs;
using Sweep.Models.Training;

namespace Sweep.GpuNode.Tests.Checkpoints;

/// <summary>Whatever happens to the newest checkpoint, the one before is loaded, and what was wrong is told.</summary>
public sealed class DamagedCheckpointTests : IDisposable
{
    private static readonly RunKey Key = SomeCheckpoint.Key();
    private static readonly string Folder = CheckpointFolder.Of(Key);
    private static readonly LaneState Before = SomeCheckpoint.State(0.5);
    private static readonly LaneState Newest = SomeCheckpoint.State(0.5, 0.4);

    private readonly TemporaryFolder temporary = new();
    private readonly List<CheckpointProblem> problems = [];
    private readonly CheckpointStore store;
    private readonly string json;
    private readonly string tensors;

    public DamagedCheckpointTests()
    {
        store = new CheckpointStore(temporary.Path, problems.Add);
        Save(Before);
        Save(Newest);
        json = temporary[Folder, "epoch-0002.json"];
        tensors = Directory.EnumerateFiles(temporary[Folder], "epoch-0002-*.safetensors").Single();
    }

    public void Dispose() => temporary.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_flipped_bit_in_any_byte_of_either_file_is_noticed(bool inJson)
    {
        var path = inJson ? json : tensors;
        var whole = File.ReadAllBytes(path);
        for (var bit = 0; bit < whole.Length * 8; bit += 3)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(path, damaged);
            FallsBack(path);
        }

        Heals(path, whole);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_cut_off_anywhere_is_noticed(bool inJson)
    {
        var path = inJson ? json : tensors;
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            FallsBack(path);
        }

        Heals(path, whole);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_goes_on_after_its_end_is_noticed(bool inJson)
    {
        var path = inJson ? json : tensors;
        File.AppendAllText(path, " ");
        FallsBack(path);
    }

    [Fact]
    public void A_crash_between_the_two_renames_counts_as_not_saved()
    {
        File.Delete(json);
        FallsBack(tensors, "was left by a save that did not end");
    }

    [Fact]
    public void A_crash_before_the_first_rename_counts_as_not_saved()
    {
        File.Delete(json);
        File.Move(tensors, $"{tensors}.{Guid.Empty:N}.part");
        FallsBack($"{tensors}.{Guid.Empty:N}.part", "was left by a save that did not end");
    }

    [Fact]
    public void Missing_tensors_are_noticed()
    {
        File.Delete(tensors);
        FallsBack(tensors, "is missing");
    }

    [Fact]
    public void The_tensors_of_another_epoch_are_noticed()
    {
        File.Copy(Directory.EnumerateFiles(temporary[Folder], "epoch-0001-*.safetensors").Single(), tensors, overwrite: true);
        FallsBack(tensors, "is not the file that was written");
    }

    [Fact]
    public void The_JSON_of_another_epoch_is_noticed()
    {
        File.Copy(temporary[Folder, "epoch-0001.json"], json, overwrite: true);
        FallsBack(json, "is the checkpoint of epoch 1 of run " + Key);
    }

    [Fact]
    public void The_checkpoint_of_another_run_is_noticed()
    {
        var other = SomeCheckpoint.Key("another run");
        store.Save(CheckpointFolder.Of(other), other, Newest, SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss);
        File.Copy(temporary[CheckpointFolder.Of(other), "epoch-0002.json"], json, overwrite: true);
        FallsBack(json, "is the checkpoint of epoch 2 of run " + other);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_tensors_is_noticed()
    {
        File.Delete(tensors);
        Directory.CreateDirectory(tensors);
        FallsBack(tensors);
    }

    [Fact]
    public void When_all_are_damaged_there_is_none()
    {
        foreach (var file in Directory.EnumerateFiles(temporary[Folder]))
        {
            File.WriteAllText(file, "{}");
        }

        Assert.Null(store.LoadLatest(Folder, Key));
        Assert.Equal(2, problems.Count);
    }

    [Fact]
    public void Files_of_other_names_are_nobodys_business()
    {
        File.WriteAllText(temporary[Folder, "notes.txt"], "");
        File.WriteAllText(temporary[Folder, "epoch-best.json"], "");
        SomeCheckpoint.Same(Newest, store.LoadLatest(Folder, Key));
        Assert.Empty(problems);
    }

    [Fact]
    public void Training_over_a_damaged_checkpoint_replaces_it_and_clears_the_leftovers()
    {
        File.WriteAllText(json, "");
        File.WriteAllText($"{json}.{Guid.Empty:N}.part", "");
        File.Delete(temporary[Folder, "epoch-0001.json"]);
        foreach (var epochs in Enumerable.Range(1, 5))
        {
            Save(SomeCheckpoint.State([.. Enumerable.Repeat(0.5, epochs - 1), 0.4 / epochs]));
        }

        Assert.Equal(4, Directory.EnumerateFiles(temporary[Folder]).Count());
        Assert.Equal(5, store.LoadLatest(Folder, Key)?.Epoch);
        Assert.Empty(problems);
    }

    private void Save(LaneState state) => store.Save(Folder, Key, state, SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss);

    private void FallsBack(string path, string reason = "")
    {
        problems.Clear();
        SomeCheckpoint.Same(Before, store.LoadLatest(Folder, Key));
        var problem = Assert.Single(problems);
        Assert.Equal(path, problem.Path);
        Assert.StartsWith(reason, problem.Reason);
    }

    private void Heals(string path, byte[] whole)
    {
        File.WriteAllBytes(path, whole);
        problems.Clear();
        SomeCheckpoint.Same(Newest, store.LoadLatest(Folder, Key));
        Assert.Empty(problems);
    }
}
