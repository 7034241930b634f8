using Akka.Actor;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Http;

/// <summary>
/// Watches a sweep for one HTTP connection. A sweep says how it stands every second; where nothing comes for a while the coordinator is
/// another one, or none, and whoever is in charge then is asked again.
/// </summary>
internal sealed class SweepWatcher : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(4);

    private readonly IActorRef coordinator;
    private readonly SweepId sweep;

    // Touched by the mailbox alone.
    private int silentPeriods;

    public SweepWatcher(IActorRef coordinator, SweepId sweep, EventBuffer buffer)
    {
        (this.coordinator, this.sweep) = (coordinator, sweep);
        Receive<RunEvent>(happened =>
        {
            silentPeriods = 0;
            buffer.Add(happened);
        });
        Receive<SweepProgress>(now =>
        {
            silentPeriods = 0;
            buffer.Add(now);
        });
        Receive<SweepRejected>(buffer.End);
        Receive<Listen>(_ =>
        {
            if (silentPeriods++ > 0)
            {
                buffer.Add(new EventBuffer.Silence(LongestSilence.TotalSeconds * silentPeriods));
                Ask();
            }
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Ask();
        Timers.StartPeriodicTimer("listen", new Listen(), LongestSilence);
    }

    private void Ask() => coordinator.Tell(new WatchSweep(sweep), Self);

    private sealed record Listen;
}
