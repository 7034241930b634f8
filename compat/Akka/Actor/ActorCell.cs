using Akka.Event;

namespace Akka.Actor;

/// <summary>What stays of an actor across restarts: its mailbox, its children, whom it watches and who watches it.</summary>
/// <remarks>
/// One thread at a time is inside a cell: the one that moved its mailbox from idle to scheduled. That exchange, and the one back, are full
/// fences, so that what one activation wrote the next one sees. Only children and the mailbox are touched by other threads.
/// </remarks>
internal sealed partial class ActorCell : IActorContext
{
    [ThreadStatic]
    private static ActorCell? _current;

    private Receive? _behavior;
    private ActorBase? _actor;
    private Envelope _envelope;

    internal ActorCell(ActorSystemImpl system, Props props, LocalActorRef? parent, ActorPath path)
    {
        SystemImpl = system;
        Props = props;
        ParentCell = parent;
        SelfRef = new LocalActorRef(this, path);
    }

    public Props Props { get; }

    public IActorRef Self => SelfRef;

    public IActorRef Parent => (IActorRef?)ParentCell ?? ActorRefs.Nobody;

    public ActorSystem System => SystemImpl;

    internal IActorRef Sender => _envelope.Sender ?? SystemImpl.DeadLetters;

    internal static ActorCell? Current => _current;

    internal ActorSystemImpl SystemImpl { get; }

    internal LocalActorRef SelfRef { get; }

    internal LocalActorRef? ParentCell { get; }

    /// <summary>The message being handled; its sender is null where there was none.</summary>
    internal Envelope CurrentEnvelope => _envelope;

    public void Become(Receive receive) => _behavior = receive;

    internal void Start() => SendSystem(new SystemMessage.Create());

    /// <summary>Runs a step on behalf of a message that is no longer at the head of the mailbox.</summary>
    internal void RunAs(IActorRef? sender, Action step)
    {
        var outer = _envelope;
        _envelope = new Envelope(outer.Message, sender);
        try
        {
            step();
        }
        finally
        {
            _envelope = outer;
        }
    }

    private void NewActor()
    {
        _behavior = null;
        var actor = Props.NewActor();
        _actor = actor;
        _behavior ??= actor.ReceiveMessage;

        if (actor is IActorStash stashing)
        {
            stashing.Stash ??= new ActorStash(this);
        }

        if (actor is IWithTimers timed)
        {
            timed.Timers ??= new TimerScheduler(this);
        }

        actor.Initialized();
    }

    private void Handle(Envelope envelope)
    {
        _envelope = envelope;
        try
        {
            if (envelope.Message is IAutoReceivedMessage automatic)
            {
                AutoReceive(automatic, envelope.Sender);
            }
            else
            {
                ReceiveMessage(envelope.Message);
            }
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
        finally
        {
            if (!_failed)
            {
                _envelope = default;
            }
        }
    }

    private void AutoReceive(IAutoReceivedMessage message, IActorRef? sender)
    {
        switch (message)
        {
            case TimerMessage timer:
                if (timer.Scheduler.Accept(timer))
                {
                    _envelope = new Envelope(timer.Message, sender);
                    ReceiveMessage(timer.Message);
                }

                break;
            case Terminated terminated:
                ReceiveTerminated(terminated);
                break;
            case PoisonPill:
                SelfRef.SendSystemMessage(new SystemMessage.Terminate());
                break;
            default:
                throw new InvalidOperationException($"{Self} cannot receive {message.GetType()} automatically");
        }
    }

    private void ReceiveMessage(object message)
    {
        var actor = _actor!;
        try
        {
            if (!_behavior!(message))
            {
                actor.CallUnhandled(message);
            }
        }
        finally
        {
            actor.AfterReceive();
        }
    }

    private void Log(LogLevel level, Exception? cause, string message) =>
        SystemImpl.Logs.Publish(level, cause, Self.ToString()!, _actor?.GetType() ?? typeof(ActorCell), message);
}
