using System.Collections.Concurrent;
using Sweep.Cli.Sources;
using Sweep.Cli.Tests.Support;
using Sweep.Coordinator.Results;
using Sweep.GpuNode.Artifacts;
using Sweep.Coordinator.Roots;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Tests.Sources;

public sealed class StoreWatchTests : IDisposable
{
    private static readonly SweepId Sweep = new("small-1");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_epoch_and_every_end_of_a_sweep_that_another_process_runs_is_shown_once()
    {
        using var store = await Submitted();
        using var sweeps = new StoredSweeps(store, new ArtifactStore(folder.Path));
        var recorder = new Recorder();
        var watching = sweeps.WatchAsync("small-1", recorder, _ => { }, CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => !recorder.Moments.IsEmpty, Limit));

        var run = CommandRun.Of("resume", "small-1", "--root", Path.Combine(folder.Path, "root"), "--slots", "1");
        var status = await watching.WaitAsync(Limit);

        Assert.True((await run).ExitCode == 0, (await run).Error);
        Assert.Equal(new RunCounts(Completed: 4), status.Runs);
        Assert.Equal(64, status.Digest!.Length);
        var completed = recorder.Events.OfType<RunEvent.Completed>().Select(done => done.Run.Index).ToList();
        Assert.Equal([0, 1, 2, 3], completed);
        var epochs = recorder.Events.OfType<RunEvent.EpochEnded>().Select(ended => (ended.Run.Index, ended.Metrics.Epoch)).ToList();
        Assert.Equal(8, epochs.Count);
        Assert.All(completed, index => Assert.Equal([1, 2], epochs.Where(epoch => epoch.Index == index).Select(epoch => epoch.Epoch)));
    }

    [Fact]
    public async Task What_a_coordinator_says_counts_when_it_is_said_however_wrong_its_clock_is()
    {
        using var store = await Submitted();
        var (recorder, slow) = (new Recorder(), TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1));
        store.Write(new StoreBatch { Events = [Failed(run: 1, slow + TimeSpan.FromHours(2))], Progress = [Progress(slow)] });
        using var over = new CancellationTokenSource(Limit);
        var notes = new ConcurrentQueue<string>();
        var watching = new StoreWatch(store, store.Find("small-1"), recorder, notes.Enqueue, TimeProvider.System).RunAsync(over.Token);

        store.Write(new StoreBatch { Events = [Failed(run: 2, slow)], Progress = [Progress(slow + TimeSpan.FromSeconds(1), epoch: 1)] });
        Assert.True(SpinWait.SpinUntil(() => recorder.Moments.Any(now => now.Running.Length == 1) && recorder.Events.Any(said => said is RunEvent.Failed), Limit));
        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.Equal(2, Assert.Single(recorder.Events.OfType<RunEvent.Failed>()).Run.Index);
        Assert.Empty(notes);
    }

    [Fact]
    public async Task Who_says_nothing_new_is_taken_to_do_nothing_however_right_its_clock_is()
    {
        using var store = await Submitted();
        store.Write(new StoreBatch { Progress = [Progress(TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1))] });
        var (recorder, noted) = (new Recorder(), new TaskCompletionSource<string>());
        using var over = new CancellationTokenSource(Limit);
        var watching = new StoreWatch(store, store.Find("small-1"), recorder, line => noted.TrySetResult(line), new HurryingClock()).RunAsync(over.Token);

        var note = await noted.Task.WaitAsync(Limit);
        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.Contains("nobody seems to work on small-1", note);
        Assert.All(recorder.Moments, now => Assert.Empty(now.Running));
    }

    private static EventRow Failed(int run, DateTimeOffset time) => new(Sweep, time, run, 1, "run-failed", "Crashed: why");

    private static ProgressRow Progress(DateTimeOffset time, int epoch = 0) =>
        new(Sweep, time, ProgressJson.Write(new SweepProgress(
            new SweepStatus(Sweep, "small", SweepPhase.Active, new RunCounts(Running: 1), null, null),
            [Some.Running(0, epoch) with { Run = new RunId(Sweep, 0) }],
            0,
            0), new Dictionary<int, int>()));

    private async Task<ResultsStore> Submitted()
    {
        var root = Path.Combine(folder.Path, "root");
        var submitted = await CommandRun.Of("submit", folder.Write("study.yaml", SomeStudy.Text), "--root", root);
        Assert.True(submitted.ExitCode == 0, submitted.Error);
        return ResultsStore.Open(SweepRoot.At(root).Database);
    }

    private sealed class Recorder : IProgressDisplay
    {
        public ConcurrentQueue<RunEvent> Events { get; } = [];

        public ConcurrentQueue<SweepProgress> Moments { get; } = [];

        public void Show(RunEvent happened) => Events.Enqueue(happened);

        public void Show(SweepProgress now) => Moments.Enqueue(now);
    }
}
