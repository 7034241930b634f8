using FsCheck;
using FsCheck.Fluent;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Results;

/// <summary>What a store does whatever database it lies in.</summary>
public abstract class ResultsStoreTests : IDisposable
{
    private readonly TestDatabase database;
    private readonly ResultsStore store;

    protected ResultsStoreTests(TestDatabase database) => (this.database, store) = (database, ResultsStore.Open(database.Database));

    public void Dispose()
    {
        store.Dispose();
        database.Dispose();
    }

    [Fact]
    public void Rows_come_back_as_they_were_stored()
    {
        var sweep = StoreRows.SweepNamed() with
        {
            Phase = SweepPhase.Paused,
            PauseReason = "disk full",
            Completed = 1,
            Failed = 1,
            Ended = StoreRows.Start,
            Digest = "ab",
            ProjectedSequence = 7,
        };
        var reused = StoreRows.Completed(3) with { Source = new RunId(new SweepId("other-1"), 9) };
        var happened = new EventRow(sweep.Id, StoreRows.Start, 1, 2, "run-failed", "No room.");
        var progress = new ProgressRow(sweep.Id, StoreRows.Start, "{}");
        store.Write(new StoreBatch
        {
            Sweeps = [sweep],
            Results = [StoreRows.Completed(0), StoreRows.Failed(1), reused],
            Epochs = [StoreRows.Epoch(0, 1)],
            Events = [happened],
            Progress = [progress],
        });

        Assert.Equal(sweep, store.FindSweep(sweep.Id));
        Assert.Equal([StoreRows.Completed(0), StoreRows.Failed(1), reused], store.Results(sweep.Id));
        Assert.Equal([StoreRows.Epoch(0, 1)], store.Epochs(sweep.Id));
        Assert.Equal([happened], store.Events(sweep.Id));
        Assert.Equal(progress, store.FindProgress(sweep.Id));
    }

    [Fact]
    public void Metrics_come_back_with_the_same_bits()
    {
        var run = 0;
        var special = Gen.Elements(double.NaN, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue);
        var bits = Gen.Choose(0, int.MaxValue).Two().Select(pair => BitConverter.Int64BitsToDouble(((long)pair.Item1 << 33) ^ pair.Item2));
        Prop.ForAll(Gen.OneOf(special, bits).ArrayOf(5).ToArbitrary(), values =>
        {
            var row = StoreRows.Completed(run++) with { Metrics = MetricSet.From(values.Select((value, i) => KeyValuePair.Create($"m{i}", value))) };
            store.Write(new StoreBatch { Results = [row] });
            return store.FindResult(row.Run)!.Metrics.Equals(row.Metrics);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Same_batch_twice_is_the_same_as_once()
    {
        var batch = new StoreBatch
        {
            Sweeps = [StoreRows.SweepNamed()],
            Results = [StoreRows.Completed(0), StoreRows.Failed(1)],
            Epochs = [StoreRows.Epoch(0, 1), StoreRows.Epoch(0, 2)],
            Events = [new EventRow(StoreRows.Sweep, StoreRows.Start, null, null, "sweep-submitted", "4 runs")],
        };
        store.Write(batch);

        var conflicts = store.Write(batch);

        Assert.Empty(conflicts);
        Assert.Equal(2, store.Results(StoreRows.Sweep).Count());
        Assert.Equal(2, store.Epochs(StoreRows.Sweep).Count());
        Assert.Single(store.Events(StoreRows.Sweep));
    }

    [Fact]
    public void History_is_followed_in_the_order_in_which_it_was_stored_whatever_the_clocks_said()
    {
        EventRow Happened(int run, double hours) => new(StoreRows.Sweep, StoreRows.Start.AddHours(hours), run, 1, "run-completed", "");
        store.Write(new StoreBatch { Events = [Happened(1, 0)] });
        var last = store.LastEvent(StoreRows.Sweep);
        store.Write(new StoreBatch { Events = [Happened(2, -1), Happened(3, 1)] });
        store.Write(new StoreBatch { Events = [Happened(1, 0), Happened(4, -2)] });

        var added = store.EventsAfter(StoreRows.Sweep, last).ToList();

        Assert.Equal([2, 3, 4], added.Select(line => line.Event.Run!.Value));
        Assert.Equal(added[^1].Number, store.LastEvent(StoreRows.Sweep));
        Assert.Empty(store.EventsAfter(StoreRows.Sweep, added[^1].Number));
        Assert.Equal(0, store.LastEvent(new SweepId("other-1")));
        Assert.Equal([4, 2, 1, 3], store.Events(StoreRows.Sweep).Select(line => line.Run!.Value));
    }

    [Fact]
    public void History_of_an_earlier_version_is_kept()
    {
        // As version 2 had it.
        database.Scalar("drop table events");
        database.Scalar("create table events(sweep text, time text, run integer, attempt integer, kind text, text text, primary key(sweep, time, run, kind, attempt))");
        foreach (var (run, hour) in new[] { (1, 2), (2, 1) })
        {
            database.Scalar($"insert into events values ('quickstart-1', '2026-01-01T0{hour}:00:00.0000000Z', {run}, 1, 'run-completed', '')");
        }

        database.Scalar("update schema_version set version = 2");

        using var migrated = ResultsStore.Open(database.Database);

        Assert.Equal([2, 1], migrated.EventsAfter(new SweepId("quickstart-1"), 0).Select(line => line.Event.Run!.Value));
        Assert.Equal("3", database.Scalar("select max(version) from schema_version"));
    }

    [Fact]
    public void Completed_result_is_not_replaced_by_another_one_and_the_conflict_is_told()
    {
        store.Write(new StoreBatch { Results = [StoreRows.Completed(0, psnr: 20)] });

        var conflict = Assert.Single(store.Write(new StoreBatch { Results = [StoreRows.Completed(0, psnr: Math.BitIncrement(20))] }));

        Assert.Contains("quickstart-1/0", conflict.ToString(), StringComparison.Ordinal);
        Assert.Equal(20, store.FindResult(new RunId(StoreRows.Sweep, 0))!.Metrics["psnr"]);
    }

    [Fact]
    public void Late_failure_does_not_replace_a_completed_result()
    {
        store.Write(new StoreBatch { Results = [StoreRows.Completed(0)] });

        Assert.Single(store.Write(new StoreBatch { Results = [StoreRows.Failed(0)] }));

        Assert.Equal(RunState.Completed, store.FindResult(new RunId(StoreRows.Sweep, 0))!.State);
    }

    [Fact]
    public void Failed_result_is_replaced_by_a_completed_one()
    {
        store.Write(new StoreBatch { Results = [StoreRows.Failed(0)] });

        Assert.Empty(store.Write(new StoreBatch { Results = [StoreRows.Completed(0)] }));

        Assert.Equal(StoreRows.Completed(0), store.FindResult(new RunId(StoreRows.Sweep, 0)));
    }

    [Fact]
    public void Sweep_row_of_an_earlier_moment_does_not_replace_a_later_one()
    {
        var later = StoreRows.SweepNamed() with { Completed = 3, ProjectedSequence = 9 };
        store.Write(new StoreBatch { Sweeps = [later] });

        store.Write(new StoreBatch { Sweeps = [later with { Completed = 1, ProjectedSequence = 5 }] });

        Assert.Equal(later, store.FindSweep(later.Id));
    }

    [Fact]
    public void Latest_attempt_tells_an_epoch()
    {
        store.Write(new StoreBatch
        {
            Epochs =
            [
                StoreRows.Epoch(0, 1, attempt: 1, psnr: 1),
                StoreRows.Epoch(0, 2, attempt: 1, psnr: 2),
                StoreRows.Epoch(0, 2, attempt: 2, psnr: 3),
            ],
        });

        Assert.Equal([(1, 1.0), (2, 3.0)], store.Epochs(StoreRows.Sweep).Select(row => (row.Metrics.Epoch, row.Metrics.Metrics["psnr"]!.Value)));
    }

    [Fact]
    public void Reused_run_shows_the_epochs_of_its_source_and_counts_them()
    {
        var second = new SweepId("quickstart-2");
        store.Write(new StoreBatch
        {
            Results = [StoreRows.Completed(5), StoreRows.Completed(0, sweep: second) with { Source = new RunId(StoreRows.Sweep, 5) }],
            Epochs = [StoreRows.Epoch(5, 1), StoreRows.Epoch(5, 2)],
        });

        Assert.Equal([new RunId(second, 0), new RunId(second, 0)], store.Epochs(second).Select(row => row.Run));
        Assert.Equal(store.Epochs(second), store.Epochs(second, 0));
        Assert.Equal([new EpochCount(0, 2)], store.EpochCounts(second));
    }

    [Fact]
    public void Completed_results_are_found_by_key_under_the_run_that_was_trained()
    {
        var second = new SweepId("quickstart-2");
        var reused = StoreRows.Completed(1, sweep: second) with { Source = new RunId(StoreRows.Sweep, 1) };
        store.Write(new StoreBatch { Results = [.. Enumerable.Range(0, 700).Select(run => StoreRows.Completed(run)), reused, StoreRows.Failed(900)] });

        var found = store.FindCompleted([.. Enumerable.Range(0, 1000).Select(StoreRows.Key)]);

        Assert.Equal(700, found.Count);
        Assert.Equal(new RunId(StoreRows.Sweep, 1), found[StoreRows.Key(1)].Run);
    }

    [Fact]
    public void Best_run_is_the_first_of_equals_and_never_a_NaN()
    {
        store.Write(new StoreBatch
        {
            Results =
            [
                StoreRows.Completed(0, double.NaN),
                StoreRows.Completed(1, 20),
                StoreRows.Completed(2, 24),
                StoreRows.Completed(3, 24),
            ],
        });

        Assert.Equal(2, store.FindBest(StoreRows.Sweep, new Objective("psnr", Goal.Maximize))!.Run.Index);
        Assert.Equal(1, store.FindBest(StoreRows.Sweep, new Objective("psnr", Goal.Minimize))!.Run.Index);
        Assert.Null(store.FindBest(StoreRows.Sweep, new Objective("accuracy", Goal.Maximize)));
    }

    [Fact]
    public void Latest_sweep_of_a_name_has_the_highest_number()
    {
        store.Write(new StoreBatch { Sweeps = [.. Enumerable.Range(1, 11).Select(number => StoreRows.SweepNamed(number: number))] });

        Assert.Equal("quickstart-11", store.FindLatest("quickstart")!.Id.Value);
        Assert.Null(store.FindLatest("quickstart", "another digest"));
    }

    [Fact]
    public void Last_attempts_are_those_of_the_runs_asked_for_that_reported_an_epoch()
    {
        store.Write(new StoreBatch
        {
            Epochs = [StoreRows.Epoch(0, 1, attempt: 4), StoreRows.Epoch(2, 1), StoreRows.Epoch(2, 1, attempt: 3), StoreRows.Epoch(2, 2), StoreRows.Epoch(3, 1)],
        });

        Assert.Equal(new Dictionary<int, int> { [2] = 3, [3] = 1 }, store.LastAttempts(StoreRows.Sweep, [.. Enumerable.Range(1, 2000)]));
    }

    [Fact]
    public void Sweeps_that_have_ended_are_told_from_those_that_have_not()
    {
        SweepPhase[] phases = [SweepPhase.Active, SweepPhase.Completed, SweepPhase.Paused, SweepPhase.Cancelled];
        store.Write(new StoreBatch { Sweeps = [.. phases.Select((phase, number) => StoreRows.SweepNamed(number: number) with { Phase = phase })] });

        Assert.Equal(["quickstart-1", "quickstart-3"], store.EndedSweeps().Select(sweep => sweep.Value).Order());
        Assert.Equal(["quickstart-0", "quickstart-2"], store.OpenSweeps().Select(sweep => sweep.Id.Value));
    }

    [Fact]
    public void Request_of_another_process_is_pending_until_it_is_acknowledged()
    {
        using (var other = ResultsStore.OpenForReading(store.Database))
        {
            other.AddRequest(StoreRows.Sweep, RequestKind.Cancel, StoreRows.Start);
        }

        var request = Assert.Single(store.PendingRequests());

        Assert.Equal((StoreRows.Sweep, RequestKind.Cancel), (request.Sweep, request.Kind));
        Assert.Equal([request], store.PendingRequests());
        store.Acknowledge(request, StoreRows.Start);
        Assert.Empty(store.PendingRequests());
    }

    [Fact]
    public void Reader_sees_one_moment_while_a_writer_goes_on()
    {
        store.Write(new StoreBatch { Results = [.. Enumerable.Range(0, 2000).Select(run => StoreRows.Completed(run))] });
        using var reader = ResultsStore.OpenForReading(store.Database);
        using var rows = reader.Results(StoreRows.Sweep).GetEnumerator();
        Assert.True(rows.MoveNext());

        store.Write(new StoreBatch { Results = [.. Enumerable.Range(2000, 2000).Select(run => StoreRows.Completed(run))] });

        var seen = 1;
        while (rows.MoveNext())
        {
            seen++;
        }

        Assert.Equal(2000, seen);
        Assert.Equal(4000, reader.Results(StoreRows.Sweep).Count());
    }

    [Fact]
    public void Several_threads_may_write_and_read_at_once()
    {
        Parallel.For(0, 4, thread =>
        {
            for (var run = thread * 20; run < (thread + 1) * 20; run++)
            {
                store.Write(new StoreBatch { Results = [StoreRows.Completed(run)] });
                Assert.NotNull(store.FindResult(new RunId(StoreRows.Sweep, run)));
            }
        });

        Assert.Equal(80, store.Results(StoreRows.Sweep).Count());
    }

    [Fact]
    public void Tables_can_be_read_with_plain_SQL()
    {
        store.Write(new StoreBatch { Results = [StoreRows.Completed(0, psnr: 24.5)] });

        Assert.Equal("24.5", database.Scalar("select metrics ->> 'psnr' from results where state = 'completed' and cast(params ->> 'latent' as integer) = 15"));
    }

    [Fact]
    public void Batch_may_bring_a_row_more_than_once()
    {
        var early = StoreRows.SweepNamed() with { Completed = 1, ProjectedSequence = 5 };
        var late = early with { Completed = 2, ProjectedSequence = 6 };

        var conflicts = store.Write(new StoreBatch
        {
            Sweeps = [early, late, early],
            Results =
            [
                StoreRows.Failed(0),
                StoreRows.Completed(0),
                StoreRows.Completed(1, psnr: 1),
                StoreRows.Completed(1, psnr: 2),
                StoreRows.Completed(1, psnr: 1),
            ],
            Epochs = [StoreRows.Epoch(0, 1), StoreRows.Epoch(0, 1)],
            Progress = [new ProgressRow(early.Id, StoreRows.Start, "1"), new ProgressRow(early.Id, StoreRows.Start.AddSeconds(1), "2")],
        });

        Assert.Equal(2, Assert.Single(conflicts).Refused.Metrics["psnr"]);
        Assert.Equal(late, store.FindSweep(early.Id));
        Assert.Equal([StoreRows.Completed(0), StoreRows.Completed(1, psnr: 1)], store.Results(early.Id));
        Assert.Single(store.Epochs(early.Id));
        Assert.Equal("2", store.FindProgress(early.Id)!.Progress);
    }

    [Fact]
    public void The_clock_of_a_coordinator_that_took_over_may_be_behind()
    {
        store.Write(new StoreBatch { Progress = [new ProgressRow(StoreRows.Sweep, StoreRows.Start, "of the former")] });

        store.Write(new StoreBatch { Progress = [new ProgressRow(StoreRows.Sweep, StoreRows.Start.AddMinutes(-1), "of the next")] });

        Assert.Equal("of the next", store.FindProgress(StoreRows.Sweep)!.Progress);
    }

    [Fact]
    public void Batch_that_fails_at_its_end_stores_nothing()
    {
        var broken = StoreRows.Epoch(0, 1) with { Run = new RunId(default, 0) };

        Assert.ThrowsAny<Exception>(() => store.Write(new StoreBatch { Results = [StoreRows.Completed(0)], Epochs = [broken] }));

        Assert.Empty(store.Results(StoreRows.Sweep));
        store.Write(new StoreBatch { Results = [StoreRows.Completed(0)] });
        Assert.Single(store.Results(StoreRows.Sweep));
    }

    [Fact]
    public void Large_batch_is_stored_whole()
    {
        var runs = Enumerable.Range(0, 2500).ToList();

        store.Write(new StoreBatch
        {
            Results = [.. runs.Select(run => StoreRows.Completed(run))],
            Epochs = [.. runs.SelectMany(run => Enumerable.Range(1, 10).Select(epoch => StoreRows.Epoch(run, epoch)))],
        });

        Assert.Equal(runs.Select(run => new EpochCount(run, 10)), store.EpochCounts(StoreRows.Sweep));
    }

    [Fact]
    public void Words_are_ordered_by_their_bytes()
    {
        store.Write(new StoreBatch { Sweeps = [.. ((string[])["b", "C", "a", "B"]).Select(name => StoreRows.SweepNamed(name))] });

        Assert.Equal(["B", "C", "a", "b"], store.Sweeps().Select(sweep => sweep.Name));
    }

    [Theory]
    [InlineData("a \0 in the middle")]
    [InlineData("half of a pair: \ud83d.")]
    [InlineData("π, 梯度, 🧪, 'quoted', \"double\", back\\slash")]
    public void Error_with_any_characters_is_stored(string error)
    {
        store.Write(new StoreBatch { Results = [StoreRows.Failed(0) with { Error = error }] });

        var stored = store.FindResult(new RunId(StoreRows.Sweep, 0))!.Error!;
        Assert.Equal(error[..2], stored[..2]);
        Assert.Equal(error[^3..], stored[^3..]);
    }

    [Fact]
    public void Sweep_whose_journal_lost_its_end_takes_changes_again()
    {
        var row = StoreRows.SweepNamed() with { Completed = 3, ProjectedSequence = 9 };
        store.Write(new StoreBatch { Sweeps = [row] });

        var rewound = row with { Completed = 2, ProjectedSequence = 5 };
        store.Write(new StoreBatch { Rewinds = [new SweepRewind(row.Id, 4)], Sweeps = [rewound] });

        Assert.Equal(rewound, store.FindSweep(row.Id));
    }

    [Fact]
    public void Rewinding_never_moves_a_sweep_on()
    {
        var row = StoreRows.SweepNamed() with { ProjectedSequence = 5 };
        store.Write(new StoreBatch { Sweeps = [row] });

        store.Write(new StoreBatch { Rewinds = [new SweepRewind(row.Id, 9)] });

        Assert.Equal(row, store.FindSweep(row.Id));
    }

    [Fact]
    public void Several_processes_may_open_a_new_store_at_once()
    {
        using var empty = database.Another();

        Parallel.For(0, 4, _ => ResultsStore.Open(empty.Database).Dispose());

        using var opened = ResultsStore.OpenForReading(empty.Database);
        Assert.Empty(opened.Sweeps());
    }

    [Fact]
    public void Reading_where_nothing_was_stored_says_so()
    {
        using var empty = database.Another();

        var error = Assert.Throws<StoreException>(() => ResultsStore.OpenForReading(empty.Database));

        Assert.Equal(StoreFailure.Missing, error.Failure);
        Assert.Contains("sweep run", error.Message, StringComparison.Ordinal);
    }
}

public sealed class SqliteResultsStoreTests() : ResultsStoreTests(TestDatabase.Sqlite());

public sealed class PostgresResultsStoreTests() : ResultsStoreTests(TestDatabase.Postgres());
