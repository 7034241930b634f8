using Akka.Actor;
using Akka.Event;
using Sweep.Coordinator.Results;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator;

// Before it is in charge of the store, a coordinator does nothing. What people ask of it waits for a moment, and is refused where it cannot soon be in
// charge: done late, it might be what nobody wants any more. What nodes say they say again.
//
// Nodes may still train what an earlier coordinator handed out, and say so when they register. A node does that within a lease, or its runs
// are free anyway; so for the length of one lease nothing is handed out, unless no sweep was open and therefore nothing can run.
public sealed partial class CoordinatorActor
{
    /// <summary>What the one coordinator of a cluster is called there, and its lease in the database.</summary>
    public const string ClusterName = Term.LeaseName;

    private static readonly TimeSpan BeginAgainAfter = TimeSpan.FromSeconds(1);

    // Why it is not in charge yet; null before that is known.
    private string? obstacle;

    private void Beginning()
    {
        Receive<Begun>(Begin);
        Receive<BeginAgain>(_ => Begin());
        Receive<Status.Failure>(failure => BeginLater($"The store cannot be opened yet: {failure.Cause.Message}"));
        Receive<SubmitSweep>(Wait);
        Receive<ContinueSweep>(Wait);
        Receive<PauseSweep>(Wait);
        Receive<ResumeSweep>(Wait);
        Receive<CancelSweep>(Wait);
        Receive<DrainNamedNode>(Wait);
        Receive<Terminated>(gone => Part(gone.ActorRef));

        // Whoever asks these is better off without an answer: it asks again, and meanwhile knows that nobody is in charge.
        Receive<ListNodes>(_ => StashUnlessHindered());
        Receive<WatchSweep>(_ => StashUnlessHindered());
        ReceiveAny(_ => { });
    }

    private void Wait(object request)
    {
        if (obstacle is { } reason)
        {
            Sender.Tell(new SweepRejected(reason));
        }
        else
        {
            Stash.Stash();
        }
    }

    private void StashUnlessHindered()
    {
        if (obstacle is null)
        {
            Stash.Stash();
        }
    }

    private void BeginLater(string reason)
    {
        if (obstacle != reason)
        {
            log.Warning("{Reason}", reason);
            obstacle = reason;
        }

        Timers.StartSingleTimer("begin", new BeginAgain(), BeginAgainAfter);
        Stash.UnstashAll();
    }

    private void Begin() => Task.Run(() =>
    {
        var isInCharge = options.Holder is not { } holder || store.TakeCharge(holder);
        return isInCharge ? new Begun(true, options.ResumeAll ? store.OpenSweeps() : [], store.EndedSweeps()) : new Begun(false, [], []);
    }).PipeTo(Self);

    private void Begin(Begun begun)
    {
        if (!begun.IsInCharge)
        {
            BeginLater($"Another coordinator is in charge of {store.Database}");
            return;
        }

        log.Info("In charge of {Database}, with {Sweeps} open sweeps", store.Database, begun.Open.Count);
        Become(InCharge);
        options.Charge?.Set(true);
        closed.UnionWith(begun.Ended);
        if (options.Holder is not null && begun.Open.Count > 0)
        {
            trusts = true;
            log.Info("Nothing is handed out for {Lease} s, so that nodes can say what they train", options.LeaseDuration.TotalSeconds);
            Timers.StartSingleTimer("trust", new TrustEnded(), options.LeaseDuration);
        }

        foreach (var row in begun.Open)
        {
            Self.Tell(new Activated(row, true, null, null));
        }

        Stash.UnstashAll();
    }

    private void EndTrust()
    {
        trusts = false;
        OfferFreeSlots();
    }

    private sealed record TrustEnded;

    /// <param name="Ended">Nodes may still have something to say of these.</param>
    private sealed record Begun(bool IsInCharge, IReadOnlyList<SweepRow> Open, IReadOnlyList<SweepId> Ended);

    private sealed record BeginAgain;
}
