using Sweep.Coordinator.Results;
using Sweep.GpuNode.Artifacts;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Sources;

/// <summary>Sweeps of a store, beside the process that works on it or with none.</summary>
/// <param name="store">Owned from now on.</param>
/// <param name="artifacts">What the runs have left, where this machine can read it.</param>
public sealed class StoredSweeps(ResultsStore store, ArtifactStore artifacts) : ISweepSource
{
    public string Place => store.Database.ToString();

    public Task<IReadOnlyList<SweepStatus>> SweepsAsync() => Task.FromResult<IReadOnlyList<SweepStatus>>([.. store.Sweeps().Select(store.Status)]);

    public Task<SweepStatus> StatusAsync(string id) => Task.FromResult(store.Status(store.Find(id)));

    public Task<SweepDescription> DescribeAsync(string id) => Task.FromResult(store.Describe(store.Find(id)));

    public Task<string> DefinitionAsync(string id) => Task.FromResult(store.Find(id).Definition);

    public Task<IReadOnlyList<ResultRow>> ResultsAsync(string id) => Task.FromResult<IReadOnlyList<ResultRow>>([.. store.Results(store.Find(id).Id)]);

    public Task<IReadOnlyList<EpochRow>> EpochsAsync(string id, int? run) =>
        Task.FromResult<IReadOnlyList<EpochRow>>([.. store.Epochs(store.Find(id).Id, run)]);

    public Task<(Verification Verification, IReadOnlyList<string> Kinds)> VerifyAsync(string id)
    {
        var row = store.Find(id);
        return Task.FromResult((store.Verify(row), store.Kinds(row.Id)));
    }

    public Task<byte[]?> ArtifactsAsync(RunKey key) => Task.FromResult(artifacts.Find(key));

    public Task<SweepStatus> WatchAsync(string id, IProgressDisplay display, Action<string> note, CancellationToken cancellation) =>
        new StoreWatch(store, store.Find(id), display, note, TimeProvider.System).RunAsync(cancellation);

    public Task RequestAsync(string id, RequestKind kind)
    {
        store.AddRequest(store.Find(id).Id, kind, TimeProvider.System.GetUtcNow());
        return Task.CompletedTask;
    }

    public void Dispose() => store.Dispose();
}
