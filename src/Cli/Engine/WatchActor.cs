using Akka.Actor;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;

namespace Sweep.Cli.Engine;

/// <summary>Sends one request to the coordinator and shows what comes of it.</summary>
internal sealed class WatchActor : ReceiveActor
{
    private readonly ICanTell coordinator;
    private readonly object request;

    public WatchActor(
        ICanTell coordinator,
        object request,
        IProgressDisplay display,
        TaskCompletionSource<SweepAccepted> accepted,
        TaskCompletionSource<SweepStatus> ended)
    {
        (this.coordinator, this.request) = (coordinator, request);
        Receive<SweepAccepted>(answer => accepted.TrySetResult(answer));
        Receive<SweepRejected>(answer =>
        {
            var error = new SweepRejectedException(answer.Reason);
            if (!accepted.TrySetException(error))
            {
                ended.TrySetException(error);
            }
        });
        Receive<RequestDone>(_ => { });
        Receive<RunEvent>(display.Show);
        Receive<SweepProgress>(progress =>
        {
            display.Show(progress);
            if (progress.Status.Digest is not null)
            {
                ended.TrySetResult(progress.Status);
            }
        });
    }

    public static Props Props(
        ICanTell coordinator,
        object request,
        IProgressDisplay display,
        TaskCompletionSource<SweepAccepted> accepted,
        TaskCompletionSource<SweepStatus> ended) =>
        Akka.Actor.Props.Create(() => new WatchActor(coordinator, request, display, accepted, ended));

    protected override void PreStart() => coordinator.Tell(request, Self);
}
