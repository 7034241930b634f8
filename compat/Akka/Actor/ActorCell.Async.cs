using System.Runtime.ExceptionServices;

namespace Akka.Actor;

/// <summary>Handlers that await: the mailbox is suspended, and each step runs inside the actor.</summary>
internal sealed partial class ActorCell
{
    private AsyncHandling? _async;

    internal void RunTask(Func<Task> handler)
    {
        if (_async is not null)
        {
            throw new NotSupportedException("RunTask calls cannot be nested");
        }

        var handling = new AsyncHandling(this, _envelope);
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(handling);
        Task task;
        try
        {
            task = handler();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        if (task.IsCompleted)
        {
            // Throws here what the handler threw: this is the thread of the actor, and nothing is waited for.
            task.GetAwaiter().GetResult();
            return;
        }

        _async = handling;
        _suspensions++;
        _ = task.ContinueWith(
            (ended, state) => ((AsyncHandling)state!).End(ended),
            handling,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void GoOn(SystemMessage.Continue step)
    {
        // Steps of a handler whose actor was restarted or stopped meanwhile lead nowhere.
        if (!ReferenceEquals(step.Handling, _async))
        {
            return;
        }

        _envelope = step.Handling.Envelope;
        if (step.Step is not null)
        {
            step.Handling.Run(step.Step, step.State);
            return;
        }

        _async = null;
        LeaveSuspension();
        _actor!.AfterReceive(failed: step.Failure is not null);
        if (step.Failure is not null)
        {
            ExceptionDispatchInfo.Throw(step.Failure);
        }

        _envelope = default;
        Touch();
    }

    private void AbandonAsync()
    {
        if (_async is not null)
        {
            _async = null;
            LeaveSuspension();
        }
    }
}

/// <summary>One message handled by an asynchronous handler: its awaits come back into the actor.</summary>
internal sealed class AsyncHandling(ActorCell cell, Envelope envelope) : SynchronizationContext
{
    public Envelope Envelope { get; } = envelope;

    public override void Post(SendOrPostCallback d, object? state) =>
        cell.SendSystem(new SystemMessage.Continue(this, d, state, null));

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!ReferenceEquals(ActorCell.Current, cell))
        {
            throw new NotSupportedException("A handler's steps cannot be run from outside its actor");
        }

        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    public void Run(SendOrPostCallback step, object? state)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            step(state);
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    public void End(Task ended)
    {
        var failure = ended.IsFaulted ? ended.Exception.GetBaseException() : ended.IsCanceled ? new TaskCanceledException(ended) : null;
        cell.SendSystem(new SystemMessage.Continue(this, null, null, failure));
    }
}
