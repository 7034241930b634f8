using Akka.Actor;
using Microsoft.AspNetCore.Http;
using Sweep.Messages.Protocol;

namespace Sweep.Coordinator.Http;

/// <summary>Asks the coordinator that is in charge, in whichever process it is.</summary>
internal sealed class CoordinatorGate(IActorRef coordinator)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public IActorRef Coordinator => coordinator;

    /// <exception cref="HttpProblem">It refuses, or none answers.</exception>
    public async Task<T> Ask<T>(object request, CancellationToken cancellation)
    {
        try
        {
            return await coordinator.Ask<object>(request, Patience, cancellation) switch
            {
                SweepRejected rejected => throw Rejected(rejected),
                T answer => answer,
                var other => throw new InvalidOperationException($"The coordinator answered {request.GetType().Name} with {other.GetType().Name}."),
            };
        }
        catch (AskTimeoutException)
        {
            throw NobodyInCharge();
        }
    }

    public static HttpProblem Rejected(SweepRejected rejected) => new(StatusCodes.Status409Conflict, rejected.Reason);

    public static HttpProblem NobodyInCharge() => new(
        StatusCodes.Status503ServiceUnavailable,
        "No coordinator is in charge at the moment, or it does not answer; a standby takes over within seconds. What was asked may still be done.",
        Patience);
}
