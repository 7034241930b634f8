using Akka.Actor;
using Akka.Event;
using Sweep.Coordinator.Results;
using Sweep.Messages.Protocol;

namespace Sweep.Coordinator;

// Before it is in charge of the store, a coordinator does nothing: what it is told waits.
//
// Nodes may still train what an earlier coordinator handed out, and say so when they register. A node does that within a lease, or its runs
// are free anyway; so for the length of one lease nothing is handed out, unless no sweep was open and therefore nothing can run.
public sealed partial class CoordinatorActor
{
    /// <summary>What the one coordinator of a cluster is called there, and its lease in the database.</summary>
    public const string ClusterName = Term.LeaseName;

    private static readonly TimeSpan BeginAgainAfter = TimeSpan.FromSeconds(1);

    private void Beginning()
    {
        Receive<Begun>(Begin);
        Receive<BeginAgain>(_ => Begin());
        Receive<Status.Failure>(failure =>
        {
            log.Warning("The store cannot be opened yet: {Error}", failure.Cause.Message);
            Timers.StartSingleTimer("begin", new BeginAgain(), BeginAgainAfter);
        });
        Receive<FindCoordinator>(_ => { });

        // They come again; and a timer says the same message each time, which cannot be stashed twice.
        Receive<PollRequests>(_ => { });
        Receive<CheckLeases>(_ => { });
        ReceiveAny(_ => Stash.Stash());
    }

    private void Begin() => Task.Run(() =>
    {
        var isInCharge = options.Holder is not { } holder || store.TakeCharge(holder);
        return new Begun(isInCharge, isInCharge && options.ResumeAll ? store.OpenSweeps() : []);
    }).PipeTo(Self);

    private void Begin(Begun begun)
    {
        if (!begun.IsInCharge)
        {
            log.Warning("Another coordinator is in charge of {Store}", store.Database);
            Timers.StartSingleTimer("begin", new BeginAgain(), BeginAgainAfter);
            return;
        }

        log.Info("In charge of {Database}, with {Sweeps} open sweeps", store.Database, begun.Open.Count);
        Become(InCharge);
        options.Charge?.Set(true);
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

    private sealed record Begun(bool IsInCharge, IReadOnlyList<SweepRow> Open);

    private sealed record BeginAgain;
}
