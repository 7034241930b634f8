using System.Collections.Concurrent;

namespace Akka.Actor;

/// <summary>One system timer for each thing scheduled.</summary>
internal sealed class SystemTimerScheduler : IScheduler, IDisposable
{
    private readonly ConcurrentDictionary<ScheduledTell, bool> _scheduled = new();
    private volatile bool _disposed;

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(delay, Timeout.InfiniteTimeSpan, receiver, message, sender, cancelable);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        Schedule(initialDelay, interval, receiver, message, sender, cancelable);
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (var scheduled in _scheduled.Keys)
        {
            scheduled.Dispose();
        }
    }

    private void Schedule(TimeSpan delay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (_disposed || cancelable is { IsCancellationRequested: true })
        {
            return;
        }

        var scheduled = new ScheduledTell(this, receiver, message, sender, repeats: interval != Timeout.InfiniteTimeSpan);
        _scheduled.TryAdd(scheduled, true);
        scheduled.Start(delay, interval, cancelable);
        if (_disposed)
        {
            scheduled.Dispose();
        }
    }

    private sealed class ScheduledTell : IDisposable
    {
        private readonly SystemTimerScheduler _owner;
        private readonly ICanTell _receiver;
        private readonly object _message;
        private readonly IActorRef? _sender;
        private readonly bool _repeats;
        private readonly Timer _timer;
        private CancellationTokenRegistration _registration;
        private volatile bool _over;

        public ScheduledTell(SystemTimerScheduler owner, ICanTell receiver, object message, IActorRef? sender, bool repeats)
        {
            (_owner, _receiver, _message, _sender, _repeats) = (owner, receiver, message, sender, repeats);
            _timer = new Timer(static state => ((ScheduledTell)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void Start(TimeSpan delay, TimeSpan interval, ICancelable? cancelable)
        {
            if (cancelable is not null)
            {
                _registration = cancelable.Token.UnsafeRegister(static state => ((ScheduledTell)state!).Dispose(), this);
            }

            try
            {
                _timer.Change(delay, interval);
            }
            catch (ObjectDisposedException)
            {
                // Called off in this very moment.
            }
        }

        public void Dispose()
        {
            _over = true;
            _owner._scheduled.TryRemove(this, out _);
            _timer.Dispose();
        }

        private void Fire()
        {
            if (_over)
            {
                return;
            }

            if (!_repeats)
            {
                Dispose();
                _registration.Unregister();
            }

            _receiver.Tell(_message, _sender);
        }
    }
}
