using System.Collections.Concurrent;
using System.Text;
using Akka.Actor;
using Microsoft.Data.Sqlite;
using Sweep.Cli.Engine;
using Sweep.Cli.Tests.Support;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Coordinator.Studies;
using Sweep.GpuNode.Nodes;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Tests.Engine;

public sealed class LocalEngineTests : IDisposable
{
    // More runs than are trained while a test lasts, on any machine.
    private const int Unending = 2000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();
    private readonly DataSetLibrary dataSets = new(DataSetOptions.From(null, _ => null));

    private ModelCatalogue models = ModelCatalogue.BuiltIn;

    public void Dispose() => folder.Dispose();

    private static string Study(string parameters, string more = "") => $$"""
        name: some
        dataset: synthetic-digits
        model: noop
        epochs: 3
        objective: {metric: test_loss, goal: minimize}
        parameters: {{parameters}}
        {{more}}
        """;

    private SubmitSweep Submission(string text, bool fresh = false, int? priority = null)
    {
        var catalogue = new Catalogue(models.Descriptions, dataSets.Names, dataSets.Describe);
        var study = StudyReader.Parse("some.yaml", Encoding.UTF8.GetBytes(text), catalogue);
        return new SubmitSweep(study.Name, GridDefinitionJson.Write(study.Grid), text, fresh, priority);
    }

    private async Task<SweepStatus> Run(SubmitSweep submission, Recorder? recorder = null)
    {
        await using var run = await Start();
        var sweep = await run.Engine.SubmitAsync(submission, recorder ?? new Recorder()).WaitAsync(Limit);
        return await sweep.Ended.WaitAsync(Limit);
    }

    private async Task<OpenEngine> Start(int slots = 2)
    {
        var root = SweepRoot.At(folder.Path);
        var rootLock = root.Acquire(TimeProvider.System);
        var store = ResultsStore.Open(root.Database);
        var options = new LocalEngineOptions(root, store, models, dataSets, "node-a", [new DeviceSlots("cpu", slots)], TimeProvider.System);
        return new OpenEngine(await LocalEngine.StartAsync(options), store, rootLock);
    }

    private IReadOnlyList<ResultRow> Results(SweepId sweep)
    {
        using var store = ResultsStore.OpenForReading(SweepRoot.At(folder.Path).Database);
        return [.. store.Results(sweep)];
    }

    [Fact]
    public async Task Every_cell_gets_one_result_and_the_best_is_known()
    {
        var recorder = new Recorder();

        var status = await Run(Submission(Study("{x: {values: [3, 1, 2]}, y: {values: [0, 1]}}")), recorder);

        Assert.Equal(new RunCounts(Completed: 6), status.Runs);
        Assert.Equal(2, status.Best!.Run.Index);
        Assert.Equal(64, status.Digest!.Length);
        Assert.Equal(Enumerable.Range(0, 6), Results(status.Id).Select(result => result.Run.Index));
        Assert.Equal(6, recorder.Events.OfType<RunEvent.Started>().Count());
        Assert.Equal(18, recorder.Events.OfType<RunEvent.EpochEnded>().Count());
        Assert.Equal(6, recorder.Events.OfType<RunEvent.Completed>().Count());
    }

    [Fact]
    public async Task A_study_of_which_every_run_has_completed_is_answered_with_its_sweep()
    {
        var (submission, recorder) = (Submission(Study("{x: {values: [1, 2]}}")), new Recorder());
        var first = await Run(submission);

        var again = await Run(submission, recorder);

        Assert.Equal((first.Id, first.Digest), (again.Id, again.Digest));
        Assert.Empty(recorder.Events);
    }

    [Fact]
    public async Task A_run_that_throws_is_tried_again_and_fails_alone()
    {
        var status = await Run(Submission(Study("{throw_at: {values: [0, 2]}}", "retries: 1")));

        Assert.Equal(new RunCounts(Completed: 1, Failed: 1), status.Runs);
        var failed = Results(status.Id).Single(result => result.State == RunState.Failed);
        Assert.Equal(FailureKind.Crashed, failed.Failure);
        Assert.NotEmpty(failed.Error!);
    }

    [Fact]
    public async Task Who_waits_for_a_sweep_hears_that_the_coordinator_failed()
    {
        models = new ModelCatalogue([new HeldModel()]);
        await using var run = await Start();
        var recorder = new Recorder();
        var sweep = await run.Engine.SubmitAsync(Submission(Study("{x: {values: [1, 2]}}").Replace("noop", "held")), recorder).WaitAsync(Limit);
        await recorder.FirstEpoch.WaitAsync(Limit);

        run.Engine.Coordinator.Tell(new Deposed(new StoreException(StoreFailure.Deposed, "another one writes.")), ActorRefs.NoSender);

        var failure = await Assert.ThrowsAsync<CommandFailed>(() => sweep.Ended.WaitAsync(Limit));
        Assert.Equal(ExitCode.Infrastructure, failure.ExitCode);
        Assert.Contains("another one writes. What it has stored is not lost", failure.Message);
    }

    [Fact]
    public async Task A_run_that_diverges_fails_at_once_with_its_reason()
    {
        var recorder = new Recorder();

        var status = await Run(Submission(Study("{nan_at: {values: [0, 2]}}")), recorder);

        Assert.Equal(new RunCounts(Completed: 1, Failed: 1), status.Runs);
        Assert.Equal(FailureKind.Diverged, Results(status.Id).Single(result => result.State == RunState.Failed).Failure);
        Assert.True(Assert.Single(recorder.Events.OfType<RunEvent.Failed>()).IsFinal);
    }

    [Fact]
    public async Task A_failed_attempt_is_made_good_by_the_next()
    {
        var status = await Run(Submission(Study("{throw_at: 2, throw_once: true, x: {values: [1, 2]}}")));

        Assert.Equal(new RunCounts(Completed: 2), status.Runs);
        Assert.All(Results(status.Id), result => Assert.Equal(2, result.Attempts));
    }

    [Fact]
    public async Task A_drained_sweep_goes_on_where_it_stopped_and_ends_the_same()
    {
        var held = new HeldModel();
        models = new ModelCatalogue([held]);
        var text = Study("{x: {values: [1, 2, 3, 4]}}").Replace("noop", held.Description.Name);
        held.Release();
        var undisturbed = await Run(Submission(text));
        var fresh = Submission(text, fresh: true);
        var recorder = new Recorder();
        held.Hold();

        await using (var first = await Start())
        {
            var sweep = await first.Engine.SubmitAsync(fresh, recorder).WaitAsync(Limit);
            await recorder.FirstEpoch.WaitAsync(Limit);
            await first.Engine.DrainAsync("test").WaitAsync(Limit);
            Assert.False(sweep.Ended.IsCompleted);
        }

        held.Release();
        var resumed = await Run(fresh);

        Assert.Equal(new SweepId("some-2"), resumed.Id);
        Assert.Equal(undisturbed.Digest, resumed.Digest);
        Assert.Contains(Results(resumed.Id), result => result.Attempts > 1);
    }

    [Fact]
    public async Task A_grown_grid_trains_only_its_new_cells()
    {
        await Run(Submission(Study("{x: {values: [1, 2]}}")));
        var recorder = new Recorder();

        var grown = await Run(Submission(Study("{x: {values: [1, 2, 3]}}")), recorder);

        Assert.Equal(new RunCounts(Completed: 3), grown.Runs);
        Assert.Equal(2, Assert.Single(recorder.Events.OfType<RunEvent.Started>()).Run.Index);
        Assert.Equal([new RunId(new SweepId("some-1"), 0), new RunId(new SweepId("some-1"), 1), null], Results(grown.Id).Select(result => result.Source));
    }

    [Fact]
    public async Task A_fresh_sweep_reuses_nothing()
    {
        var text = Study("{x: {values: [1, 2]}}");
        var first = await Run(Submission(text));
        var recorder = new Recorder();

        var fresh = await Run(Submission(text, fresh: true), recorder);

        Assert.Equal(2, recorder.Events.OfType<RunEvent.Started>().Count());
        Assert.Equal(first.Digest, fresh.Digest);
        Assert.All(Results(fresh.Id), result => Assert.Equal(1, result.Attempts));
    }

    [Fact]
    public async Task A_request_of_another_process_cancels_what_has_not_ended()
    {
        await using var run = await Start();
        var recorder = new Recorder();
        var sweep = await run.Engine.SubmitAsync(Submission(Study("{x: {values: [1, 2, 3, 4]}, milliseconds: 600000}")), recorder).WaitAsync(Limit);

        run.Store.AddRequest(sweep.Accepted.Sweep, RequestKind.Cancel, TimeProvider.System.GetUtcNow());
        var status = await sweep.Ended.WaitAsync(Limit);

        Assert.Equal(SweepPhase.Cancelled, status.Phase);
        Assert.Equal(new RunCounts(Cancelled: 4), status.Runs);
    }

    [Fact]
    public async Task A_sweep_of_higher_priority_gets_every_slot_until_it_has_no_run_left_to_start()
    {
        await using var run = await Start(slots: 1);
        var recorder = new Recorder();
        var lower = await run.Engine.SubmitAsync(Submission(Named("lower", Unending)), recorder).WaitAsync(Limit);
        await recorder.FirstEpoch.WaitAsync(Limit);
        var higher = await run.Engine.SubmitAsync(Submission(Named("higher", runs: 4), priority: 1), recorder).WaitAsync(Limit);
        await higher.Ended.WaitAsync(Limit);
        await Until(() => Started(recorder)[^1] == "lower-1");
        await Cancel(run, lower);

        var started = Started(recorder);
        Assert.Equal(4, started.Count(sweep => sweep == "higher-1"));
        Assert.Equal(4, started.LastIndexOf("higher-1") - started.IndexOf("higher-1") + 1);
    }

    [Fact]
    public async Task Sweeps_of_equal_priority_take_turns()
    {
        await using var run = await Start(slots: 2);
        var recorder = new Recorder();
        var one = await run.Engine.SubmitAsync(Submission(Named("one", Unending)), recorder).WaitAsync(Limit);
        await recorder.FirstEpoch.WaitAsync(Limit);
        var other = await run.Engine.SubmitAsync(Submission(Named("other", runs: 6)), recorder).WaitAsync(Limit);
        await other.Ended.WaitAsync(Limit);
        await Cancel(run, one);

        // Once the other has got a slot, each has one: whoever's run ends has the fewest, and gets the slot again.
        var starts = recorder.Events.OfType<RunEvent.Started>().ToList();
        var slot = starts.Find(start => start.Run.Sweep.Value == "other-1")!.Slot;
        var (first, last) = (Started(recorder).IndexOf("other-1"), Started(recorder).LastIndexOf("other-1"));
        Assert.Equal(6, starts.Count(start => start.Run.Sweep.Value == "other-1"));
        Assert.All(starts[first..(last + 1)], start => Assert.Equal(start.Slot == slot ? "other-1" : "one-1", start.Run.Sweep.Value));
    }

    [Fact]
    public async Task A_sweep_that_is_submitted_again_goes_on_with_the_new_priority()
    {
        await using var run = await Start(slots: 1);
        var recorder = new Recorder();
        var blocking = await run.Engine.SubmitAsync(Submission(Named("blocking", Unending), priority: 1), recorder).WaitAsync(Limit);
        await recorder.FirstEpoch.WaitAsync(Limit);
        var waiting = await run.Engine.SubmitAsync(Submission(Named("waiting", runs: 1)), recorder).WaitAsync(Limit);

        var again = Coordinator.Sweeps.Submission.Accept(run.Store, Submission(Named("waiting", runs: 1), priority: 2), TimeProvider.System.GetUtcNow());
        run.Store.AddRequest(again.Row.Id, RequestKind.Resume, TimeProvider.System.GetUtcNow());
        await waiting.Ended.WaitAsync(Limit);
        Assert.False(blocking.Ended.IsCompleted);
        await Cancel(run, blocking);

        Assert.True(again.Resumed);
        Assert.Equal(1, Started(recorder).Count(sweep => sweep == "waiting-1"));
        Assert.Equal(2, run.Store.FindSweep(again.Row.Id)!.Priority);
    }

    [Fact]
    public async Task A_sweep_that_may_use_one_slot_uses_one_at_a_time_to_its_end()
    {
        await using var run = await Start(slots: 2);
        var recorder = new Recorder();
        var sweep = await run.Engine.SubmitAsync(Submission(Study("{x: {values: [1, 2, 3]}}", "resources: {slots: 1}")), recorder).WaitAsync(Limit);
        var status = await sweep.Ended.WaitAsync(Limit);

        Assert.Equal(new RunCounts(Completed: 3), status.Runs);
        var events = recorder.Events.Where(happened => happened is RunEvent.Started or RunEvent.Completed).ToList();
        Assert.All(events.Where((_, at) => at % 2 == 0), happened => Assert.IsType<RunEvent.Started>(happened));
        Assert.All(events.Where((_, at) => at % 2 == 1), happened => Assert.IsType<RunEvent.Completed>(happened));
    }

    [Fact]
    public async Task The_longest_run_starts_first_and_the_digest_is_the_same()
    {
        var recorder = new Recorder();
        await using var run = await Start(slots: 1);
        var sweep = await run.Engine.SubmitAsync(Submission(Study("{milliseconds: {values: [5, 60, 20]}}")), recorder).WaitAsync(Limit);
        var status = await sweep.Ended.WaitAsync(Limit);

        Assert.Equal([1, 2, 0], recorder.Events.OfType<RunEvent.Started>().Select(started => started.Run.Index));
        Assert.Equal([0, 1, 2], run.Store.Results(status.Id).Select(result => result.Run.Index));
        Assert.Equal(run.Store.Digest(status.Id), status.Digest);
    }

    [Fact]
    public async Task Runs_that_found_no_memory_are_tried_again_after_all_others()
    {
        var recorder = new Recorder();
        await using var run = await Start(slots: 1);
        var text = Study("{oom_at: {values: [1, 0]}, x: {values: [1, 2, 3, 4]}, milliseconds: 150}", "retries: 1");
        var sweep = await run.Engine.SubmitAsync(Submission(text), recorder).WaitAsync(Limit);
        var status = await sweep.Ended.WaitAsync(Limit);

        Assert.Equal(new RunCounts(Completed: 4, Failed: 4), status.Runs);
        var started = recorder.Events.OfType<RunEvent.Started>().ToList();
        Assert.True(started.FindIndex(start => start.Attempt == 2) > started.FindLastIndex(start => start.Run.Index >= 4));
    }

    [Fact]
    public async Task There_is_no_going_on_with_a_sweep_that_is_not_there()
    {
        await using var run = await Start();

        var error = await Assert.ThrowsAsync<SweepRejectedException>(() => run.Engine.ContinueAsync(new SweepId("some-9"), new Recorder()).WaitAsync(Limit));

        Assert.Contains("some-9", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_journal_that_lost_its_end_is_made_whole_from_the_results_and_nothing_is_trained_again(int left)
    {
        var status = await Run(Submission(Study("{x: {values: [3, 1, 2]}, y: {values: [0, 1]}}")));
        var results = Results(status.Id);
        Execute($"delete from journal where sequence_number > {left}");

        var recorder = new Recorder();
        await using (var run = await Start())
        {
            var sweep = await run.Engine.ContinueAsync(status.Id, recorder).WaitAsync(Limit);
            var again = await sweep.Ended.WaitAsync(Limit);
            Assert.Equal((status.Runs, status.Digest), (again.Runs, again.Digest));
        }

        Assert.Empty(recorder.Events.OfType<RunEvent.Started>());
        Assert.Equal(results, Results(status.Id));

        // The journal is whole: the next one recovers from it alone.
        await using var next = await Start();
        Assert.Equal(6, next.Store.FindSweep(status.Id)!.Completed);
        Assert.Equal(status.Digest, (await (await next.Engine.ContinueAsync(status.Id, new Recorder()).WaitAsync(Limit)).Ended.WaitAsync(Limit)).Digest);
    }

    [Fact]
    public async Task Request_that_was_left_by_a_process_that_died_takes_effect_and_is_then_acknowledged()
    {
        var status = await Run(Submission(Study("{x: {values: [1]}}")));
        await using var run = await Start();
        run.Store.AddRequest(status.Id, RequestKind.Cancel, TimeProvider.System.GetUtcNow());

        await Until(() => run.Store.PendingRequests().Count == 0);

        Assert.Equal(SweepPhase.Completed, run.Store.FindSweep(status.Id)!.Phase);
    }

    private static async Task Cancel(OpenEngine run, WatchedSweep sweep)
    {
        run.Store.AddRequest(sweep.Accepted.Sweep, RequestKind.Cancel, TimeProvider.System.GetUtcNow());
        await sweep.Ended.WaitAsync(Limit);
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    // With cells of its own: what another sweep has trained already would not be started.
    private static string Named(string name, int runs) =>
        Study($"{{x: {{values: [{string.Join(", ", Enumerable.Range(1, runs))}]}}, y: {name.Sum(letter => letter)}, milliseconds: 200}}")
            .Replace("name: some", $"name: {name}");

    private static List<string> Started(Recorder recorder) =>
        [.. recorder.Events.OfType<RunEvent.Started>().Select(started => started.Run.Sweep.Value)];

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={SweepRoot.At(folder.Path).Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed record OpenEngine(LocalEngine Engine, ResultsStore Store, RootLock Lock) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Engine.DisposeAsync();
            Store.Dispose();
            Lock.Dispose();
        }
    }

    private sealed class Recorder : IProgressDisplay
    {
        private readonly TaskCompletionSource firstEpoch = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<RunEvent> Events { get; } = [];

        public Task FirstEpoch => firstEpoch.Task;

        public void Show(RunEvent happened)
        {
            Events.Enqueue(happened);
            if (happened is RunEvent.EpochEnded)
            {
                firstEpoch.TrySetResult();
            }
        }

        public void Show(SweepProgress now) { }
    }
}
