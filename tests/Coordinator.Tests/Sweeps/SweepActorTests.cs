using Akka.Actor;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Sweeps;

/// <summary>What only the actor can show: in which order it does things, and what it says to whom.</summary>
public sealed class SweepActorTests
{
    private static ReportBatch Batch(long sequence) => new(
        Some.Node, "cpu", Some.Sweep, sequence, [new RunReport.Epoch(Some.Run(0), 1, new EpochMetrics((int)sequence, Some.Metrics(), 0.5, 1000))]);

    [Fact]
    public async Task What_people_ask_of_a_sweep_that_is_not_ready_is_done_once_it_is()
    {
        await using var bench = new SweepBench(new CancelSweep(Some.Sweep));

        var first = await bench.Coordinator.Next<object>(said => said is SweepReady or RequestDone);
        var done = await bench.Coordinator.Next<RequestDone>();

        Assert.IsType<SweepReady>(first);
        Assert.Equal("cancelled", done.Outcome);
        Assert.Equal(3, (await bench.Writer.Next<CloseSweep>()).Row.Cancelled);
    }

    [Fact]
    public async Task What_nodes_say_of_a_sweep_that_is_not_ready_does_no_harm()
    {
        await using var bench = new SweepBench(
            new NodeReported(Some.Node, ActorRefs.Nobody, [Some.Lease(0)], Some.Moment), new NodeLost(Some.Node));

        Assert.Equal(3, (await bench.Coordinator.Next<SweepReady>()).Total);
    }

    [Fact]
    public async Task What_runs_report_to_a_sweep_that_is_not_ready_is_stored_once_it_is()
    {
        await using var bench = new SweepBench(Batch(1));

        var first = await bench.Writer.Next<WriteRows>(write => write.Rows.Epochs.Count > 0 || write.Rows.Sweeps.Count > 0);
        var reported = await bench.Writer.Next<WriteRows>(write => write.Rows.Epochs.Count > 0);

        Assert.Empty(first.Rows.Epochs);
        Assert.Equal(1, reported.Rows.Epochs.Single().Metrics.Epoch);
    }

    [Fact]
    public async Task A_batch_that_comes_again_while_it_is_being_stored_is_stored_once()
    {
        await using var bench = new SweepBench();
        await bench.Coordinator.Next<SweepReady>();

        foreach (var sequence in (long[])[1, 1, 1, 2])
        {
            await bench.Tell(Batch(sequence));
        }

        var first = await bench.Writer.Next<WriteRows>(write => write.Rows.Epochs.Count > 0);
        var second = await bench.Writer.Next<WriteRows>(write => write.Rows.Epochs.Count > 0);
        Assert.Equal([1, 2], ((WriteRows[])[first, second]).Select(write => write.Rows.Epochs.Single().Metrics.Epoch));

        // Stored, acknowledged, and the word was lost: then it is acknowledged again.
        first.ReplyTo!.Tell(first.Reply!);
        Assert.Equal(1, (await bench.Node.Next<ReportsStored>()).Sequence);
        await bench.Tell(Batch(1));
        Assert.Equal(1, (await bench.Writer.Next<WriteRows>(write => write.Rows.Epochs.Count > 0)).Rows.Epochs.Single().Metrics.Epoch);
    }

    [Fact]
    public async Task What_a_node_says_of_a_run_of_another_grid_is_acknowledged_and_dropped()
    {
        await using var bench = new SweepBench();
        await bench.Coordinator.Next<SweepReady>();
        var stranger = Some.Lease(0) with { Key = Some.OtherKey };

        await bench.Tell(new NodeReported(Some.Node, bench.Node.Ref, [stranger], Some.Moment));
        await bench.Tell(new ReportBatch(Some.Node, "cpu", Some.Sweep, 1, [
            new RunReport.Epoch(Some.Run(0), 1, new EpochMetrics(1, Some.Metrics(), 0.5, 1000), Key: Some.OtherKey),
            Some.Ended(0, Some.CompletedOutcome(), key: Some.OtherKey)]));

        Assert.Equal([stranger], (await bench.Node.Next<StopRuns>()).Leases.AsEnumerable());
        var write = await bench.Writer.Next<WriteRows>(write => write.Reply is not null && write.Rows.Progress.Count == 0);
        Assert.Empty(write.Rows.Epochs);
        write.ReplyTo!.Tell(write.Reply!);
        Assert.Equal(1, (await bench.Node.Next<ReportsStored>()).Sequence);
        await bench.Tell(new OfferSlot(Some.Slot(), bench.Node.Ref));
        var begun = (await bench.Node.Next<AssignBundle>()).Runs.Single();
        Assert.Equal((0, 1), (begun.Spec.Id.Index, begun.Attempt));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task Of_two_ends_of_a_run_that_come_at_once_that_of_the_later_attempt_counts(int first, int second)
    {
        await using var bench = new SweepBench();
        await bench.Coordinator.Next<SweepReady>();
        RunReport End(int attempt) => Some.Ended(0, attempt == 2 ? Some.CompletedOutcome() : new RunOutcome.Failed(FailureKind.Crashed, "it broke"), attempt);

        await bench.Tell(new ReportBatch(Some.Node, "cpu", Some.Sweep, 1, [End(first), End(second)]));
        var epochs = await bench.Writer.Next<WriteRows>(write => write.Reply is not null && write.Rows.Progress.Count == 0);
        epochs.ReplyTo!.Tell(epochs.Reply!);

        var result = (await bench.Writer.Next<WriteRows>(write => write.Rows.Results.Count > 0)).Rows.Results.Single();
        Assert.Equal((RunState.Completed, 1), (result.State, result.Attempts));
        Assert.Equal(1, (await bench.Node.Next<ReportsStored>()).Sequence);
    }

    [Fact]
    public async Task The_history_tells_a_lost_node_from_one_that_was_drained_and_from_a_sweep_that_was_paused()
    {
        await using var bench = new SweepBench();
        await bench.Coordinator.Next<SweepReady>();

        await bench.Tell(new NodeReported(Some.OtherNode, bench.Node.Ref, [Some.Lease(0, slot: Some.Slot(Some.OtherNode))], Some.Moment));
        await bench.Tell(new NodeLost(Some.OtherNode));
        await bench.Tell(new ReportBatch(Some.Node, "cpu", Some.Sweep, 1, [
            Some.Ended(1, new RunOutcome.Interrupted(2)), Some.Ended(2, new RunOutcome.Interrupted(2, "spot reclaim"))]));
        var lost = await bench.Writer.Next<WriteRows>(write => write.Rows.Events.Any(line => line.Run is not null));
        var batch = await bench.Writer.Next<WriteRows>(write => write.Reply is not null && write.Rows.Progress.Count == 0);
        batch.ReplyTo!.Tell(batch.Reply!);
        var drained = await bench.Writer.Next<WriteRows>(write => write.Rows.Events.Any(line => line.Run is not null));

        Assert.Equal([(0, "run-returned", "NodeLost: node-b")], lost.Rows.Events.Select(line => (line.Run!.Value, line.Kind, line.Text)));
        Assert.Equal([(2, "run-returned", "Preempted: node-a: spot reclaim")], drained.Rows.Events.Select(line => (line.Run!.Value, line.Kind, line.Text)));
    }

    [Fact]
    public async Task A_run_that_loses_its_nodes_goes_last_and_to_a_node_of_its_own()
    {
        await using var bench = new SweepBench();
        await bench.Coordinator.Next<SweepReady>();
        for (var loss = 0; loss < LossStreaks.Suspicious; loss++)
        {
            await bench.Tell(new NodeReported(Some.Node, bench.Node.Ref, [Some.Lease(0)], Some.Moment));
            await bench.Tell(new NodeLost(Some.Node));
        }

        async Task<int> Offer(SlotId slot)
        {
            await bench.Tell(new OfferSlot(slot, bench.Node.Ref));
            return (await bench.Node.Next<AssignBundle>()).Runs.Single().Spec.Id.Index;
        }

        Assert.Equal(1, await Offer(Some.Slot()));
        Assert.Equal(2, await Offer(Some.Slot(number: 1)));
        await bench.Tell(new OfferSlot(Some.Slot(number: 2), bench.Node.Ref));
        await bench.Coordinator.Next<SlotPassed>();
        Assert.Equal(0, await Offer(Some.Slot(Some.OtherNode)));
    }

    [Fact]
    public async Task A_node_that_missed_the_pause_is_told_again_to_stop()
    {
        await using var bench = new SweepBench();
        await bench.Coordinator.Next<SweepReady>();
        await bench.Tell(new PauseSweep(Some.Sweep));
        await bench.Node.Next<RequestDone>();

        await bench.Tell(new NodeReported(Some.Node, bench.Node.Ref, [Some.Lease(1)], Some.Moment));

        Assert.Equal([Some.Lease(1)], (await bench.Node.Next<StopRuns>()).Leases.AsEnumerable());
    }

    [Fact]
    public async Task A_run_that_crashed_goes_to_another_node_and_meanwhile_the_next_one_begins_where_it_crashed()
    {
        await using var bench = new SweepBench();
        await bench.Coordinator.Next<SweepReady>();
        await bench.Tell(new NodeReported(Some.OtherNode, bench.Node.Ref, [], Some.Moment));
        await bench.Tell(new OfferSlot(Some.Slot(), bench.Node.Ref));
        await bench.Node.Next<AssignBundle>();

        await bench.Tell(new ReportBatch(Some.Node, "cpu", Some.Sweep, 1, [Some.Ended(0, new RunOutcome.Failed(FailureKind.Crashed, "it broke"))]));
        await bench.Tell((await bench.Writer.Next<WriteRows>(write => write.Reply is not null && write.Rows.Progress.Count == 0)).Reply!);
        await bench.Node.Next<ReportsStored>();
        await bench.Coordinator.Next<WorkAvailable>();
        await bench.Coordinator.Next<WorkAvailable>();
        await bench.Tell(new OfferSlot(Some.Slot(), bench.Node.Ref));
        var next = await bench.Node.Next<AssignBundle>();
        await bench.Tell(new OfferSlot(Some.Slot(Some.OtherNode), bench.Node.Ref));
        var again = await bench.Node.Next<AssignBundle>();

        Assert.Equal((1, 1), (next.Runs.Single().Spec.Id.Index, next.Runs.Single().Attempt));
        Assert.Equal((0, 2), (again.Runs.Single().Spec.Id.Index, again.Runs.Single().Attempt));
    }

    [Fact]
    public async Task Another_process_counts_the_attempts_of_a_run_on_from_those_whose_epochs_are_stored()
    {
        await using var bench = new SweepBench();
        await bench.Coordinator.Next<SweepReady>();
        bench.Store.Write(new StoreBatch { Epochs = [StoreRows.Epoch(0, 1, attempt: 4, sweep: Some.Sweep)] });

        await bench.Restart();
        await bench.Coordinator.Next<SweepReady>();
        await bench.Tell(new OfferSlot(Some.Slot(), bench.Node.Ref));

        Assert.Equal(5, (await bench.Node.Next<AssignBundle>()).Runs.Single().Attempt);
    }

    [Fact]
    public async Task Another_process_counts_the_attempts_of_a_run_on_from_those_that_were_begun_and_had_no_epoch()
    {
        await using var bench = new SweepBench();
        await bench.Coordinator.Next<SweepReady>();
        await bench.Tell(new OfferSlot(Some.Slot(), bench.Node.Ref));
        var begun = await bench.Node.Next<AssignBundle>();
        await bench.Tell(new BundleDeclined(begun.Bundle, Some.Sweep, begun.Slot, "test"));
        var said = await bench.Writer.Next<WriteRows>(write => write.Rows.Progress.Count > 0);
        while (ProgressJson.Read(said.Rows.Progress.Single()).LastAttempts.Count == 0)
        {
            await bench.Tell(said.Reply!);
            said = await bench.Writer.Next<WriteRows>(write => write.Rows.Progress.Count > 0);
        }

        bench.Store.Write(said.Rows);
        await bench.Restart();
        await bench.Coordinator.Next<SweepReady>();
        await bench.Tell(new OfferSlot(Some.Slot(), bench.Node.Ref));

        Assert.Equal(2, (await bench.Node.Next<AssignBundle>()).Runs.Single().Attempt);
    }

    [Fact]
    public async Task A_sweep_whose_journal_is_lost_rewinds_its_row_and_counts_its_attempts_on()
    {
        await using var bench = new SweepBench(5, new StoreBatch { Epochs = [StoreRows.Epoch(0, 1, attempt: 4, sweep: Some.Sweep)] });

        Assert.Equal([new SweepRewind(Some.Sweep, 0)], (await bench.Writer.Next<WriteRows>(write => write.Rows.Rewinds.Count > 0)).Rows.Rewinds);
        await bench.Coordinator.Next<SweepReady>();
        await bench.Tell(new OfferSlot(Some.Slot(), bench.Node.Ref));
        Assert.Equal(5, (await bench.Node.Next<AssignBundle>()).Runs.Single().Attempt);
    }
}
