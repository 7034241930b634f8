namespace Akka.Actor;

/// <summary>An actor with timers; the runtime sets them after the constructor.</summary>
public interface IWithTimers
{
    ITimerScheduler Timers { get; set; }
}

/// <summary>Timers that die with the instance: after CancelAll or a new start of the same key, the old message does not come any more.</summary>
public interface ITimerScheduler
{
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    void CancelAll();
}

/// <summary>A timer's message on its way: it counts only while its timer still runs.</summary>
internal sealed class TimerMessage(TimerScheduler scheduler, object key, long generation, object message) : IAutoReceivedMessage
{
    public TimerScheduler Scheduler { get; } = scheduler;

    public object Key { get; } = key;

    public long Generation { get; } = generation;

    public object Message { get; } = message;
}

internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, (long Generation, bool Repeats, ICancelable Cancelable)> _timers = [];
    private long _generation;

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => StartPeriodicTimer(key, msg, interval, interval);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval)
    {
        var message = Next(key, msg);
        var cancelable = cell.SystemImpl.Scheduler.ScheduleTellRepeatedlyCancelable(initialDelay, interval, cell.Self, message, cell.Self);
        _timers.Add(key, (message.Generation, true, cancelable));
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout)
    {
        var message = Next(key, msg);
        var cancelable = cell.SystemImpl.Scheduler.ScheduleTellOnceCancelable(timeout, cell.Self, message, cell.Self);
        _timers.Add(key, (message.Generation, false, cancelable));
    }

    public void CancelAll()
    {
        foreach (var timer in _timers.Values)
        {
            timer.Cancelable.Cancel();
        }

        _timers.Clear();
    }

    internal bool Accept(TimerMessage message)
    {
        if (!_timers.TryGetValue(message.Key, out var timer) || timer.Generation != message.Generation)
        {
            return false;
        }

        if (!timer.Repeats)
        {
            _timers.Remove(message.Key);
        }

        return true;
    }

    private TimerMessage Next(object key, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_timers.Remove(key, out var before))
        {
            before.Cancelable.Cancel();
        }

        return new TimerMessage(this, key, ++_generation, message);
    }
}
