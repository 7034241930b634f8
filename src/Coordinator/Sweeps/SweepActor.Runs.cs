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

    private bool MayStart => isReady && state.Phase == SweepPhase.Active && !(assignments.Leases.Count >= grid.Definition.Resources.Slots);

    private void Offer(OfferSlot offer)
    {
        nodes[offer.Slot.Node] = offer.Node;
        if (!MayStart || assignments.Next is not { } next)
        {
            Context.Parent.Tell(new SlotDeclined(offer.Slot, Id));
            return;
        }

        if (Waits(next, offer.Slot))
        {
            keepsBack = true;
            Context.Parent.Tell(new SlotPassed(offer.Slot, Id));
            return;
        }

        var bundle = assignments.Take(offer.Slot)!;
        offer.Node.Tell(bundle, Context.Parent);
        Context.Parent.Tell(new SlotTaken(offer.Slot, Id));
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
            || (waiting <= leases.Count && TailPolicy.Waits(grid.CostAt(run), waiting, speeds.Of(slot.Node), busy.Of(leases, Now)));
    }

    private void Adopt(NodeReported said)
    {
        nodes[said.Node] = said.Actor;
        var before = assignments.Leases.Where(lease => lease.Slot.Node == said.Node).ToList();
        var strangers = assignments.Adopt(said.Node, said.Running, said.At);
        AfterLoss([.. before.Except(assignments.Leases)], "its node does not train it");
        foreach (var lease in assignments.Leases.Where(lease => lease.Slot.Node == said.Node))
        {
            busy.Begin(lease.Run.Index, Now);
            board.Adopt(lease);
        }

        if (!strangers.IsEmpty)
        {
            said.Actor.Tell(new StopRuns(strangers, "another attempt holds the lease"), Context.Parent);
        }
    }

    private void Lose(NodeLost lost)
    {
        speeds.Forget(lost.Node);
        AfterLoss(assignments.Lose(lost.Node), $"node {lost.Node} is lost");
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

    private void StoreEpochs(ReportBatch batch)
    {
        var (flops, seconds) = (0.0, 0.0);
        foreach (var report in batch.Reports.OfType<RunReport.Epoch>().Where(report => assignments.Admits(report, batch.Node)))
        {
            var cost = busy.Reach(report.Run.Index, report.Metrics.Epoch, Now);
            if (!report.Restored)
            {
                (flops, seconds) = (flops + cost, seconds + report.Metrics.Seconds);
            }

            if (board.Show(report) is { } shown)
            {
                Publish(shown);
            }
        }

        Measure(batch.Node, flops, seconds);

        writer.Tell(new WriteRows(SweepProjection.Epochs(batch), Self, new EpochsStored(batch, Sender)));
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
        var (batch, node) = (stored.Batch, stored.Node);
        var events = new List<SweepEvent>();
        var decided = new HashSet<int>();
        foreach (var report in batch.Reports.OfType<RunReport.Ended>().Where(report => decided.Add(report.Run.Index)))
        {
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

        var answer = new ReportsStored(Id, batch.Sequence);
        if (events.Count == 0)
        {
            node.Tell(answer, Context.Parent);
            return;
        }

        Change(events, () => node.Tell(answer, Context.Parent));
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

                Context.Parent.Tell(new WorkAvailable(Id));
                break;
            case EndVerdict.Late when report.Outcome is RunOutcome.Completed late:
                writer.Tell(new CompareLate(report.Run, report.Attempt, node.Name, late.Metrics));
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

        Timers.StartSingleTimer($"due-{failed.Run}", new RunDue(failed.Run), RetryPolicy.Delay(state.FailuresOf(failed.Run)));
    }

    // A sweep that declined a slot because it had as many as it may is asked again only when it says so.
    private void End(int run)
    {
        busy.Leave(run);
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

    private void PublishProgress()
    {
        if (keepsBack)
        {
            keepsBack = false;
            Context.Parent.Tell(new WorkAvailable(Id));
        }

        var now = board.Now(state, row.Name, digest);
        foreach (var watcher in watchers)
        {
            watcher.Tell(now);
        }

        if (!state.Ended)
        {
            writer.Tell(new WriteRows(SweepProjection.Progress(now, Now)));
        }
    }

    private sealed record ReusedFound(IReadOnlyList<ReusedRun> Runs);

    private sealed record StoredFound(IReadOnlyList<ReusedRun> Runs);

    private sealed record BegunFound(IReadOnlyList<RunProgress> Runs);

    private sealed record EpochsStored(ReportBatch Batch, IActorRef Node);

    private sealed record RunDue(int Run);

    private sealed record ShowProgress;
}
