using System.Runtime.ExceptionServices;
using Akka.Event;

namespace Akka.Actor;

/// <summary>System messages, and what follows from a failure.</summary>
internal sealed partial class ActorCell
{
    private bool _failed;

    private void HandleSystemMessage(SystemMessage message)
    {
        if (_terminated)
        {
            SystemImpl.AnswerForTheDead(SelfRef, message);
            return;
        }

        try
        {
            Dispatch(message);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private void Dispatch(SystemMessage message)
    {
        switch (message)
        {
            case SystemMessage.Create:
                Create();
                break;
            case SystemMessage.Inner inner:
                _inner.Enqueue(inner);
                break;
            case SystemMessage.Failed failed:
                HandleFailed(failed);
                break;
            case SystemMessage.DeathWatchNotification death:
                HandleDeath(death);
                break;
            case SystemMessage.Watch watch:
                _watchedBy.Add(watch.Watcher);
                break;
            case SystemMessage.Unwatch unwatch:
                _watchedBy.Remove(unwatch.Watcher);
                break;
            case SystemMessage.Terminate:
                Terminate();
                break;
            case SystemMessage.Suspend:
                _suspensions++;
                SuspendChildren();
                break;
            case SystemMessage.Resume resume:
                Resume(resume.ClearFailure);
                break;
            case SystemMessage.Recreate recreate:
                Recreate(recreate.Cause);
                break;
            default:
                throw new InvalidOperationException($"{Self} does not know {message.GetType()}");
        }
    }

    /// <summary>Suspends this actor and its children and lets the parent decide.</summary>
    private void Fail(Exception failure)
    {
        if (_failed || _terminating)
        {
            Log(LogLevel.ErrorLevel, failure, $"Failed again while its failure is handled: {failure.Message}");
            return;
        }

        _failed = true;
        _suspensions++;
        SuspendChildren();
        if (ParentCell is null)
        {
            Log(LogLevel.ErrorLevel, failure, "The root guardian failed, the system stops");
            SelfRef.SendSystemMessage(new SystemMessage.Terminate());
        }
        else
        {
            ParentCell.SendSystemMessage(new SystemMessage.Failed(SelfRef, failure));
        }
    }

    private void HandleFailed(SystemMessage.Failed failed)
    {
        if (!HasChild(failed.Child))
        {
            return;
        }

        var strategy = _actor?.GetSupervisorStrategy() ?? SupervisorStrategy.DefaultStrategy;
        if (!strategy.HandleFailure(this, failed.Cause, failed.Child))
        {
            ExceptionDispatchInfo.Throw(failed.Cause);
        }
    }

    private void Resume(bool clearFailure)
    {
        if (_actor is null && clearFailure && _pending == Pending.Nothing)
        {
            CreateAgain();
            return;
        }

        LeaveSuspension();
        if (clearFailure)
        {
            _failed = false;
            _envelope = default;
        }

        foreach (var child in AllChildren())
        {
            child.SendSystemMessage(new SystemMessage.Resume(clearFailure: false));
        }
    }

    private void LeaveSuspension()
    {
        if (_suspensions > 0)
        {
            _suspensions--;
        }
    }
}
