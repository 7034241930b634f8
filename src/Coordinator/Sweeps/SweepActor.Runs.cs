using Akka.Actor;
using Akka.Event;
using Sweep.Coordinator.Results;
using Sweep.Messages.Events;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

// Where runs go, and what comes back of them.
public sealed partial class SweepActor
{
    private bool IsLimited => grid.Definition.Resources.Slots is not null;

    private int MemoryFailuresOf(int run) => state.FailuresOf(run, FailureKind.OutOfMemory);

    private bool GoesLast(int run) => MemoryFailuresOf(run) > 0 || losses.IsSuspect(run);

    private bool MayStart => state.Phase == SweepPhase.Active && !(assignments.Leases.Count >= grid.Definition.Resources.Slots);

    private void Offer(OfferSlot offer)
    {
        nodes[offer.Slot.Node] = offer.Node;
        if (!MayStart || assignments.Next(_ => false) is null)
        {
            Context.Parent.Tell(new SlotDeclined(offer.Slot, Id));
            return;
        }

        if (assignments.Next(run => crashes.Waits(run, offer.Slot, assignments.Leases, nodes.Keys, Now)) is not { } next || Waits(next, offer.Slot))
        {
            keepsBack = true;
            Context.Parent.Tell(new SlotPassed(offer.Slot, Id));
            return;
        }

        var bundle = assignments.Take(next, offer.Slot);
        offer.Node.Tell(bundle, Context.Parent);
        foreach (var run in bundle.Runs)
        {
            busy.Begin(run.Spec.Id.Index, Now);
            Publish(board.Start(bundle, run));
        }
    }

    private bool Waits(int run, SlotId slot)
    {
        var (waiting, leases) = (state.Open - assignments.Leases.Count, assignments.Leases);
        return MemoryPolicy.Waits(MemoryFailuresOf(run), slot, leases)
            || losses.Waits(run, slot, leases)
            || (waiting <= leases.Count && TailPolicy.Waits(grid.CostAt(run), waiting, speeds.Of(slot.Node), busy.Of(leases, Now)));
    }

    private void Adopt(NodeReported said)
    {
        nodes[said.Node] = said.Actor;
        var before = assignments.Leases.Where(lease => lease.Slot.Node == said.Node).ToList();
        var toStop = assignments.Adopt(said.Node, said.Running, said.At).ToLookup(lease => assignments.Knows(lease.Run.Index, lease.Key));
        AfterLoss([.. before.Except(assignments.Leases)], "its node does not train it");
        foreach (var lease in assignments.Leases.Where(lease => lease.Slot.Node == said.Node))
        {
            busy.Begin(lease.Run.Index, Now);
            board.Adopt(lease);
        }

        if (toStop.Contains(true))
        {
            said.Actor.Tell(new StopRuns([.. toStop[true]], "another attempt holds the lease"), Context.Parent);
        }

        if (toStop.Contains(false))
        {
            said.Actor.Tell(new StopRuns([.. toStop[false]], $"they are of another sweep that was called {Id} before"), Context.Parent);
            foreach (var lease in toStop[false])
            {
                Note(said.Node, lease.Run, lease.Key);
            }
        }

        // It was told when that was decided, and may not have heard it.
        if (state.Phase != SweepPhase.Active && !said.Running.IsEmpty)
        {
            said.Actor.Tell(new StopRuns(said.Running, $"the sweep is {state.Phase.ToString().ToLowerInvariant()}"), Context.Parent);
        }
    }

    private void Lose(NodeLost lost)
    {
        nodes.Remove(lost.Node);
        speeds.Forget(lost.Node);

        // Before they wait again, for it decides when it is their turn.
        var failed = lost.WasDraining ? [] : CountLosses(lost.Node);
        var leases = assignments.Lose(lost.Node);
        AfterLoss(leases, $"node {lost.Node} is lost");
        var returned = leases.Where(lease => !failed.Exists(run => run.Run == lease.Run.Index));
        Remember(returned.Select(lease => (lease.Run, lease.Attempt)), FailureKind.NodeLost, $"{lost.Node}");
        if (failed.Count > 0)
        {
            Change(failed);
        }
    }

    private List<SweepEvent.RunFailed> CountLosses(NodeId node)
    {
        var failed = new List<SweepEvent.RunFailed>();
        foreach (var lease in assignments.Of(node))
        {
            var inARow = losses.Lose(lease.Run.Index);
            if (SweepDecider.Lose(retries, lease, inARow, Now) is { } final)
            {
                failed.Add(final);
            }
            else if (inARow == LossStreaks.Suspicious)
            {
                log.Warning(
                    "Sweep {Sweep} run {Run} has lost {Losses} nodes in a row and may be what takes them down: it goes last, to a node of its own",
                    Id, lease.Run.Index, inARow);
            }
        }

        return failed;
    }

    // For whoever asks why a run has taken so many attempts.
    private void Remember(IEnumerable<(RunId Run, int Attempt)> returned, FailureKind cause, string reason)
    {
        if (SweepProjection.Returned(returned, cause, reason, Now) is { Events.Count: > 0 } history)
        {
            writer.Tell(new WriteRows(history));
        }
    }

    private void AfterLoss(IReadOnlyList<Lease> lost, string reason)
    {
        foreach (var lease in lost)
        {
            busy.Leave(lease.Run.Index);
            board.Stop(lease.Run.Index);
            log.Info("Sweep {Sweep} run {Run} attempt {Attempt} goes elsewhere: {Reason}", Id, lease.Run.Index, lease.Attempt, reason);
        }

        if (lost.Count > 0)
        {
            Context.Parent.Tell(new WorkAvailable(Id));
        }
    }

    // A node says a batch again until it is acknowledged, which it is not while nothing can be written: the writer needs it once.
    private void StoreEpochs(ReportBatch batch)
    {
        if (!inHand.Add((batch.Node, batch.Sequence)))
        {
            return;
        }

        batch = WithoutStrangers(batch);
        var (flops, seconds) = (0.0, 0.0);
        foreach (var report in batch.Reports.OfType<RunReport.Epoch>().Where(report => assignments.Admits(report, batch.Node)))
        {
            var cost = busy.Reach(report.Run.Index, report.Metrics.Epoch, Now);
            if (!report.Restored)
            {
                (flops, seconds) = (flops + cost, seconds + report.Metrics.Seconds);
                losses.Reach(report.Run.Index, report.Metrics.Epoch);
            }

            if (board.Show(report) is { } shown)
            {
                Publish(shown);
            }
        }

        Measure(batch.Node, flops, seconds);

        writer.Tell(new WriteRows(SweepProjection.Epochs(batch), Self, new EpochsStored(batch, Sender)));
    }

    // What is left without them may be nothing. It goes the same way, and is acknowledged.
    private ReportBatch WithoutStrangers(ReportBatch batch)
    {
        bool IsKnown(RunReport report) => assignments.Knows(report.Run.Index, report.Key);
        foreach (var report in batch.Reports.Where(report => !IsKnown(report)))
        {
            Note(batch.Node, report.Run, report.Key);
        }

        return batch with { Reports = [.. batch.Reports.Where(IsKnown)] };
    }

    // It says so again, of every epoch.
    private void Note(NodeId node, RunId run, RunKey? key)
    {
        if (strangers.Add((node, run, key)))
        {
            log.Warning(
                "Sweep {Sweep} has no run {Run} of the key {Key}: what {Node} trains or trained of it is of another sweep that had this name, and is dropped",
                Id, run.Index, key?.ToString() ?? "unknown", node);
        }
    }

    private void Measure(NodeId node, double flops, double seconds)
    {
        if (flops > 0)
        {
            speeds.Add(node, flops, seconds);
            Context.Parent.Tell(new NodeMeasured(node, flops, seconds));
        }
    }

    private void Decide(EpochsStored stored)
    {
        var batch = stored.Batch;
        var events = new List<SweepEvent>();

        // Of one run several may come at once from a node that could not be heard for long: all are decided on the same state, so but one can count.
        foreach (var ends in batch.Reports.OfType<RunReport.Ended>().GroupBy(report => report.Run.Index))
        {
            var report = ends.MaxBy(end => end.Attempt)!;
            foreach (var earlier in ends.Where(end => end != report))
            {
                WithoutEvent(EndVerdict.Stale, earlier, batch.Node);
            }

            var decision = SweepDecider.End(state, retries, report, assignments.Admits(report, batch.Node), batch.Node, batch.Kind, Now);
            if (decision.Event is { } accepted)
            {
                events.Add(accepted);
            }
            else
            {
                WithoutEvent(decision.Verdict, report, batch.Node);
            }
        }

        if (events.Count == 0)
        {
            Acknowledge(stored);
            return;
        }

        Change(events, () => Acknowledge(stored));
    }

    private void Acknowledge(EpochsStored stored)
    {
        inHand.Remove((stored.Batch.Node, stored.Batch.Sequence));
        stored.Node.Tell(new ReportsStored(Id, stored.Batch.Sequence), Context.Parent);
    }

    private void WithoutEvent(EndVerdict verdict, RunReport.Ended report, NodeId node)
    {
        var run = report.Run.Index;
        switch (verdict)
        {
            case EndVerdict.Returned:
                assignments.Return(run, report.Attempt);
                busy.Leave(run);
                board.Stop(run);
                if (report.Outcome is RunOutcome.Interrupted interrupted)
                {
                    Publish(new RunEvent.Interrupted(report.Run, report.Attempt, interrupted.CheckpointEpoch));
                }

                if (SweepDecider.CauseOf(report.Outcome) is { } cause)
                {
                    Remember([(report.Run, report.Attempt)], cause.Kind, $"{node}: {cause.Reason}");
                }

                Context.Parent.Tell(new WorkAvailable(Id));
                break;
            case EndVerdict.Late when report.Outcome is RunOutcome.Completed late:
                writer.Tell(new CompareLate(report.Run, report.Attempt, node.Name, late.Metrics, report.Key));
                break;
            case EndVerdict.Late or EndVerdict.Stale or EndVerdict.Unknown:
                log.Info("Sweep {Sweep} run {Run} attempt {Attempt} of {Node}: {Verdict} end is dropped", Id, run, report.Attempt, node, verdict);
                break;
            default:
                throw new InvalidOperationException($"The end of run {report.Run} is {verdict}, but has no event.");
        }
    }

    private void AfterFailure(SweepEvent.RunFailed failed)
    {
        Publish(new RunEvent.Failed(new RunId(Id, failed.Run), failed.Attempt, failed.Failure, failed.Error, failed.Final));
        if (failed.Final)
        {
            End(failed.Run);
            return;
        }

        busy.Leave(failed.Run);
        assignments.Return(failed.Run, failed.Attempt, delayed: true);
        if (IsLimited)
        {
            Context.Parent.Tell(new WorkAvailable(Id));
        }

        var delay = RetryPolicy.Delay(state.FailuresOf(failed.Run));
        if (failed.Failure == FailureKind.Crashed)
        {
            crashes.Add(failed.Run, failed.Node, Now + delay);
        }

        Timers.StartSingleTimer($"due-{failed.Run}", new RunDue(failed.Run), delay);
    }

    // A sweep that declined a slot because it had as many as it may is asked again only when it says so.
    private void End(int run)
    {
        busy.Leave(run);
        crashes.Leave(run);
        losses.Leave(run);
        if (assignments.End(run) || IsLimited)
        {
            Context.Parent.Tell(new WorkAvailable(Id));
        }
    }

    private void Resume(int run)
    {
        assignments.Resume(run);
        Context.Parent.Tell(new WorkAvailable(Id));
    }

    private void StopRunning(string reason)
    {
        foreach (var group in assignments.Leases.GroupBy(lease => lease.Slot.Node))
        {
            nodes.GetValueOrDefault(group.Key)?.Tell(new StopRuns([.. group], reason), Context.Parent);
        }
    }

    private void Watch(IActorRef watcher)
    {
        watchers.Add(watcher);
        Context.Watch(watcher);
        watcher.Tell(board.Now(state, row.Name, digest));
    }

    private void Publish(RunEvent happened)
    {
        RunLog.Write(log, happened);
        foreach (var watcher in watchers)
        {
            watcher.Tell(happened);
        }
    }

    // What was kept back from a slot is to be looked at again: the faster ones may not have come on as was expected.
    private void AskAgain()
    {
        if (keepsBack)
        {
            keepsBack = false;
            Context.Parent.Tell(new WorkAvailable(Id));
        }
    }

    private SweepProgress ShowWatchers()
    {
        var now = board.Now(state, row.Name, digest);
        foreach (var watcher in watchers)
        {
            watcher.Tell(now);
        }

        return now;
    }

    // Not before it is known what an earlier process had begun: that is read where this is stored.
    private void PublishProgress()
    {
        var now = ShowWatchers();
        if (!state.Ended && progressWrites.Begin(now.Running.IsEmpty, Now))
        {
            writer.Tell(new WriteRows(SweepProjection.Progress(now, assignments.LastAttempts, Now), Self, new ProgressStored()));
        }
    }

    private sealed record ReusedFound(IReadOnlyList<ReusedRun> Runs);

    private sealed record StoredFound(IReadOnlyList<ReusedRun> Runs, IReadOnlyDictionary<int, int> LastAttempts);

    private sealed record AttemptsFound(IReadOnlyDictionary<int, int> LastAttempts);

    private sealed record EpochsStored(ReportBatch Batch, IActorRef Node);

    private sealed record RunDue(int Run);

    private sealed record ShowProgress;

    private sealed record ProgressStored;
}
