namespace Akka.Actor;

/// <summary>Asking: the answer as a task.</summary>
public static class Futures
{
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) => self.Ask<T>(message, timeout, default);

    /// <summary>The task ends with the answer; with the cause of a Status.Failure; or with <see cref="AskTimeoutException"/>.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var system = (self as IInternalActorRef)?.System ?? ActorCell.Current?.SystemImpl
            ?? throw new ArgumentException("Unable to resolve the target Provider", nameof(self));
        var future = new FutureActorRef<T>(system);
        future.EndAfter(timeout, cancellationToken);
        self.Tell(message, future);
        return future.Result;
    }
}

/// <summary>A reference that lives until it is answered.</summary>
internal interface IAwaitedRef : IInternalActorRef
{
    Task Answered { get; }
}

/// <summary>The reference to which an answer is sent.</summary>
internal sealed class FutureActorRef<T>(ActorSystemImpl system) : ActorRefBase, IInternalActorRef, IAwaitedRef
{
    private const TaskContinuationOptions Inline = TaskContinuationOptions.ExecuteSynchronously;

    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActorPath? _path;

    public override ActorPath Path => _path ?? Interlocked.CompareExchange(ref _path, system.NextTemporaryPath(), null) ?? _path;

    public ActorSystemImpl System => system;

    public Task<T> Result => _result.Task;

    Task IAwaitedRef.Answered => _result.Task;

    public void SendSystemMessage(SystemMessage message)
    {
    }

    public void EndAfter(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (timeout is { } limit && limit > TimeSpan.Zero)
        {
            var timer = new Timer(
                _ => _result.TrySetException(new AskTimeoutException($"Timeout after {limit.TotalSeconds:F2} seconds")),
                null, limit, Timeout.InfiniteTimeSpan);
            _result.Task.ContinueWith((_, state) => ((Timer)state!).Dispose(), timer, default, Inline, TaskScheduler.Default);
        }

        if (cancellationToken.CanBeCanceled)
        {
            var registration = cancellationToken.UnsafeRegister(_ => _result.TrySetCanceled(cancellationToken), null);
            _result.Task.ContinueWith((_, state) => ((CancellationTokenRegistration)state!).Unregister(), registration, default, Inline, TaskScheduler.Default);
        }
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        var taken = message switch
        {
            T answer => _result.TrySetResult(answer),
            Status.Failure failure => _result.TrySetException(failure.Cause),
            _ => _result.TrySetException(new ArgumentException(
                $"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")),
        };
        if (!taken && !_result.Task.IsCanceled)
        {
            system.PublishDeadLetter(message, sender, this);
        }
    }
}
