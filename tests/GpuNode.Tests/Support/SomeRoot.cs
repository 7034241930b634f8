using System.Security.Cryptography;
using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Files;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Parameters;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.DataSets;

namespace Sweep.GpuNode.Tests.Support;

/// <summary>A root of one machine, and what may lie in it.</summary>
internal sealed class SomeRoot : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SomeRoot()
    {
        Folders = new StorageFolders(folder["checkpoints"], folder["artifacts"], folder["datasets"]);
        Directory.CreateDirectory(Folders.Checkpoints);
        Directory.CreateDirectory(folder["sets"]);
        DataSets = new DataSetLibrary(new DataSetOptions(folder["sets"], folder["cache"])
        {
            Kept = Folders.DataSets,
            Mirrors = [new Uri("http://127.0.0.1:9/")],
            AttemptsPerMirror = 1,
        });
        Checkpoints = new CheckpointStore(Folders.Checkpoints);
        Shelf = new FileShelf(Folders, DataSets);
    }

    public StorageFolders Folders { get; }

    public DataSetLibrary DataSets { get; }

    public CheckpointStore Checkpoints { get; }

    public FileShelf Shelf { get; }

    public string this[params string[] names] => folder[names];

    /// <summary>Trains a run, as far as its checkpoints show.</summary>
    /// <param name="epochs">Those whose checkpoints are written.</param>
    public void Train(AssignedRun run, params int[] epochs)
    {
        foreach (var epoch in epochs)
        {
            Save(run, State(epoch));
        }
    }

    /// <summary>Trains a run of which is known how many epochs it is to have.</summary>
    /// <param name="but">The epoch that it has come to instead.</param>
    public void TrainToEnd(AssignedRun run, int epochs, int? but = null) =>
        Save(run, State(but ?? epochs) with { Parameters = ParameterSet.From([new("epochs", new ParameterValue.Integer(epochs))]) });

    /// <summary>Of more bytes than travel at a time.</summary>
    public static Models.Training.LaneState State(int epoch)
    {
        var state = SomeCheckpoint.State([.. Enumerable.Range(1, epoch).Select(past => 1.0 / past)]);
        return state with { Tensors = [.. state.Tensors, new("large", "U8", [700_000], SomeCheckpoint.Bytes(700_000, epoch))] };
    }

    /// <summary>Keeps what a run leaves for reports.</summary>
    public void Leave(AssignedRun run) =>
        new Sweep.GpuNode.Artifacts.ArtifactStore(Folders.Artifacts).Keep(run.Spec.Id, run.Spec.Key, () => new TestArtifacts(1, 1, [1]) { Originals = [7] });

    /// <summary>Epochs of the checkpoints that are here and whole.</summary>
    public IEnumerable<int> Epochs(AssignedRun run) =>
        Enumerable.Range(1, 9).Where(epoch => Checkpoints.Load(CheckpointFolder.Of(run), run.Spec.Key, epoch) is not null);

    /// <summary>A hash over the names and contents of all files below a folder.</summary>
    public static string Content(string folder) => string.Join('\n', Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetRelativePath(folder, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"));

    public void Dispose() => folder.Dispose();

    private void Save(AssignedRun run, Models.Training.LaneState state) =>
        Checkpoints.Save(CheckpointFolder.Of(run), run.Spec.Key, state, SomeCheckpoint.KeepTwo, SomeCheckpoint.LeastLoss);
}
