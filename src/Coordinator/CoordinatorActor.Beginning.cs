using Akka.Actor;
using Akka.Event;
using Sweep.Coordinator.Results;

namespace Sweep.Coordinator;

// Before it is in charge of the store, a coordinator does nothing: what it is told waits.
public sealed partial class CoordinatorActor
{
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

        Become(InCharge);
        foreach (var row in begun.Open)
        {
            Self.Tell(new Activated(row, true, null, null));
        }

        Stash.UnstashAll();
    }

    private sealed record Begun(bool IsInCharge, IReadOnlyList<SweepRow> Open);

    private sealed record BeginAgain;
}
