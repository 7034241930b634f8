using Akka.Actor;
using Sweep.Coordinator.Results;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator;

/// <summary>
/// Carries what other processes have asked for in the store to the coordinator. A request is acknowledged only after it has taken effect, or when it never
/// can, because there is no such sweep; any other is carried again, and before it none that came later for the same sweep.
/// </summary>
internal sealed class StoredRequests(ResultsStore store, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Carries all that is pending, one after the other. Runs beside the coordinator, which it tells each outcome.</summary>
    public Task Carry(IActorRef coordinator) => Task.Run(async () =>
    {
        var undone = new HashSet<SweepId>();
        foreach (var request in store.PendingRequests())
        {
            if (undone.Contains(request.Sweep))
            {
                continue;
            }

            try
            {
                var outcome = await coordinator.Ask<object>(Command(request), Patience).ConfigureAwait(false);
                if (outcome is RequestDone || store.FindSweep(request.Sweep) is null)
                {
                    store.Acknowledge(request, clock.GetUtcNow());
                }
                else
                {
                    undone.Add(request.Sweep);
                }

                coordinator.Tell(outcome, ActorRefs.NoSender);
            }
            catch (AskTimeoutException)
            {
                undone.Add(request.Sweep);
            }
        }
    });

    private static object Command(SweepRequest request) => request.Kind switch
    {
        RequestKind.Cancel => new CancelSweep(request.Sweep),
        RequestKind.Pause => new PauseSweep(request.Sweep),
        RequestKind.Resume => new ResumeSweep(request.Sweep),
        _ => throw new InvalidOperationException($"Request {request.Id} is of the unknown kind {request.Kind}."),
    };
}
