using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;

namespace Sweep.Coordinator.Tests.Sweeps;

/// <summary>What becomes of a submission, alone and beside others that come at the same moment.</summary>
public abstract class SubmissionTests : IDisposable
{
    private readonly TestDatabase database;
    private readonly ResultsStore store;

    protected SubmissionTests(TestDatabase database)
    {
        this.database = database;
        store = ResultsStore.Open(database.Database);
    }

    public void Dispose()
    {
        store.Dispose();
        database.Dispose();
    }

    private static SubmitSweep Request(int runs = 3, bool fresh = false, int? priority = null) =>
        new("some", GridDefinitionJson.Write(Some.Definition(runs)), "name: some", fresh, priority);

    private Submission Accept(SubmitSweep request) => Submission.Accept(store, request, Some.Moment);

    [Fact]
    public void Other_grids_of_one_study_get_the_next_number()
    {
        Assert.Equal(["some-1", "some-2"], [Accept(Request(3)).Row.Id.Value, Accept(Request(4)).Row.Id.Value]);
        Assert.Equal([3, 4], store.Sweeps().Select(sweep => sweep.Total));
    }

    [Fact]
    public void The_same_grid_goes_on_with_the_sweep_that_is_there()
    {
        Accept(Request());

        var again = Accept(Request());

        Assert.Equal((true, "some-1"), (again.Resumed, again.Row.Id.Value));
        Assert.Single(store.Sweeps());
    }

    [Fact]
    public void It_does_so_though_another_grid_of_the_study_was_submitted_since()
    {
        Accept(Request(3));
        Accept(Request(4));

        Assert.Equal((true, "some-1"), (Accept(Request(3)).Resumed, Accept(Request(3)).Row.Id.Value));
        Assert.Equal(2, store.Sweeps().Count);
    }

    [Fact]
    public void A_grid_of_which_every_run_has_completed_is_done_and_gets_no_other_sweep()
    {
        End(Accept(Request()).Row, completed: 3);

        var again = Accept(Request());

        Assert.Equal((true, true, "some-1"), (again.IsDone, again.Resumed, again.Row.Id.Value));
        Assert.Single(store.Sweeps());
    }

    [Fact]
    public void A_grid_that_is_wanted_afresh_or_of_which_runs_have_failed_gets_another_sweep()
    {
        End(Accept(Request()).Row, completed: 2, failed: 1);
        var again = Accept(Request());
        End(again.Row, completed: 3);

        var afresh = Accept(Request(fresh: true));

        Assert.Equal((false, false, "some-2"), (again.IsDone, again.Resumed, again.Row.Id.Value));
        Assert.Equal((false, false, "some-3"), (afresh.IsDone, afresh.Resumed, afresh.Row.Id.Value));
    }

    [Fact]
    public void A_sweep_keeps_its_priority_unless_another_one_is_asked_for()
    {
        Accept(Request(priority: 3));
        Assert.Equal(3, Accept(Request()).Row.Priority);

        Assert.Equal(-2, Accept(Request(priority: -2)).Row.Priority);
        Assert.Equal(-2, Assert.Single(store.Sweeps()).Priority);
    }

    [Fact]
    public void What_a_sweep_says_of_itself_leaves_its_priority_as_it_is()
    {
        var row = Accept(Request()).Row;
        store.SetPriority(row.Id, 5);

        store.Write(new StoreBatch { Sweeps = [row with { Phase = SweepPhase.Paused, ProjectedSequence = 7 }] });

        Assert.Equal((5, SweepPhase.Paused), (store.FindSweep(row.Id)!.Priority, store.FindSweep(row.Id)!.Phase));
    }

    [Fact]
    public void A_sweep_of_an_id_that_is_taken_is_not_added_and_harms_nothing()
    {
        var row = Accept(Request()).Row;

        Assert.False(store.Add(row with { Total = 99, StudyText = "other" }));

        Assert.Equal(row, store.FindSweep(row.Id));
    }

    [Fact]
    public async Task Many_who_submit_different_grids_at_once_get_a_number_each()
    {
        const int Many = 8;

        var submissions = await AtOnce(Many, place => Request(runs: place + 1));

        Assert.All(submissions, submission => Assert.False(submission.Resumed));
        Assert.Equal(Enumerable.Range(1, Many), submissions.Select(submission => submission.Row.Number).Order());
        Assert.All(submissions, submission => Assert.Equal(submission.Row, store.FindSweep(submission.Row.Id)));
    }

    [Fact]
    public async Task Many_who_submit_one_grid_at_once_get_one_sweep()
    {
        var submissions = await AtOnce(8, _ => Request());

        Assert.Single(submissions, submission => !submission.Resumed);
        Assert.All(submissions, submission => Assert.Equal("some-1", submission.Row.Id.Value));
        Assert.Single(store.Sweeps());
    }

    private void End(SweepRow row, int completed, int failed = 0) =>
        store.Write(new StoreBatch { Sweeps = [row with { Phase = SweepPhase.Completed, Completed = completed, Failed = failed, ProjectedSequence = 9 }] });

    // Each with a store of its own, as processes have.
    private async Task<IReadOnlyList<Submission>> AtOnce(int many, Func<int, SubmitSweep> request)
    {
        using var start = new Barrier(many);
        return await Task.WhenAll(Enumerable.Range(0, many).Select(place => Task.Factory.StartNew(
            () =>
            {
                using var own = ResultsStore.Open(database.Database);
                start.SignalAndWait(TimeSpan.FromMinutes(1));
                return Submission.Accept(own, request(place), Some.Moment);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }
}

public sealed class SqliteSubmissionTests() : SubmissionTests(TestDatabase.Sqlite());

public sealed class PostgresSubmissionTests() : SubmissionTests(TestDatabase.Postgres());
