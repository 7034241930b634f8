using Akka.Actor;

namespace Sweep.Cli.Engine;

/// <summary>
/// The parent of a coordinator that is alone: where that fails, whoever waits for its sweeps hears so. Restarted in place it would know nothing of them,
/// for nobody asks for them again.
/// </summary>
internal sealed class CoordinatorKeeper : ReceiveActor
{
    private readonly TaskCompletionSource<Exception> failed;

    public CoordinatorKeeper(Props coordinator, TaskCompletionSource<Exception> failed)
    {
        this.failed = failed;
        var child = Context.ActorOf(coordinator, "kept");
        ReceiveAny(child.Forward);
    }

    /// <param name="failed">Gets why the coordinator failed.</param>
    public static Props Props(Props coordinator, TaskCompletionSource<Exception> failed) =>
        Akka.Actor.Props.Create(() => new CoordinatorKeeper(coordinator, failed));

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(error =>
    {
        failed.TrySetResult(error);
        return Directive.Stop;
    });
}
