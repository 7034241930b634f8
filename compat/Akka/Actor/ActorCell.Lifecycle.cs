using Akka.Event;

namespace Akka.Actor;

/// <summary>Birth, rebirth and death, each after the children concerned have stopped.</summary>
internal sealed partial class ActorCell
{
    private bool _terminating;
    private Pending _pending;
    private Exception? _recreationCause;

    /// <summary>What goes on once the children that were told to stop have stopped.</summary>
    private enum Pending
    {
        Nothing,
        Creation,
        Recreation,
        Termination,
    }

    private void Create()
    {
        try
        {
            NewActor();
            _actor!.AroundPreStart();
        }
        catch (Exception failure)
        {
            _actor = null;
            throw failure as ActorInitializationException
                ?? new ActorInitializationException($"Exception during creation of {Self}: {failure.Message}", failure);
        }
    }

    private void Recreate(Exception cause)
    {
        if (_pending != Pending.Nothing)
        {
            // It is on its way to stop, or to be born again: what waits for the children stays, and the suspension of the failure ends.
            LeaveSuspension();
            return;
        }

        if (_actor is null)
        {
            CreateAgain();
            return;
        }

        _inner.Clear();
        var dying = _actor;
        try
        {
            dying.AroundPreRestart(cause, _envelope.Message);
        }
        catch (Exception failure)
        {
            Log(LogLevel.ErrorLevel, new PreRestartException(Self, failure, cause), failure.Message);
        }
        finally
        {
            Discard(dying);
        }

        _recreationCause = cause;
        Await(Pending.Recreation);
    }

    /// <summary>After a constructor that failed there is nothing to restart, only to try again.</summary>
    private void CreateAgain()
    {
        StopAllChildren();
        Await(Pending.Creation);
    }

    private void Terminate()
    {
        if (_terminating)
        {
            return;
        }

        _terminating = true;
        _suspensions++;
        AllowNoMoreChildren();
        StopAllChildren();
        Await(Pending.Termination);
    }

    private void Await(Pending pending)
    {
        _pending = pending;
        if (!AnyChildStopping())
        {
            Finish();
        }
    }

    private void Finish()
    {
        var pending = _pending;
        _pending = Pending.Nothing;
        switch (pending)
        {
            case Pending.Creation:
                Revive();
                Create();
                break;
            case Pending.Recreation:
                FinishRecreate(_recreationCause!);
                break;
            case Pending.Termination:
                FinishTerminate();
                break;
            default:
                break;
        }
    }

    private void Revive()
    {
        LeaveSuspension();
        _failed = false;
        _envelope = default;
    }

    private void FinishRecreate(Exception cause)
    {
        var survivors = AllChildren();
        Revive();
        _gateClosed = false;
        _actor = null;
        try
        {
            NewActor();
            _actor!.AroundPostRestart(cause);
        }
        catch (Exception failure)
        {
            _actor = null;
            throw new PostRestartException(failure, cause);
        }

        foreach (var child in survivors)
        {
            child.SendSystemMessage(new SystemMessage.Recreate(cause));
        }
    }

    private void FinishTerminate()
    {
        var actor = _actor;
        try
        {
            actor?.AroundPostStop();
        }
        catch (Exception failure)
        {
            Log(LogLevel.ErrorLevel, failure, $"Exception in PostStop: {failure.Message}");
        }

        if (actor is not null)
        {
            Discard(actor);
        }

        _terminated = true;
        UnwatchAll();
        ParentCell?.SendSystemMessage(new SystemMessage.DeathWatchNotification(Self, existenceConfirmed: true));
        foreach (var watcher in _watchedBy.Where(w => !w.Equals(ParentCell)))
        {
            watcher.SendSystemMessage(new SystemMessage.DeathWatchNotification(Self, existenceConfirmed: true));
        }

        _watchedBy.Clear();
        _inner.Clear();
        _behavior = null;
        _actor = null;
        _envelope = default;
        SystemImpl.CellTerminated(this);
    }

    private static void Discard(ActorBase actor)
    {
        (actor as IWithTimers)?.Timers?.CancelAll();
        (actor as IActorStash)?.Stash?.UnstashAll();
    }
}
