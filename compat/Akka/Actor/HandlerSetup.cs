namespace Akka.Actor;

/// <summary>The handlers that an actor gives itself: those of its constructor, and within Become those of another behaviour.</summary>
/// <param name="closed">What is said where handlers are given at any other time.</param>
internal sealed class HandlerSetup(string closed)
{
    private MessageHandlers? _open = new();
    private MessageHandlers? _initial;

    /// <summary>Where handlers are added now.</summary>
    public MessageHandlers Open => _open ?? throw new InvalidOperationException(closed);

    /// <summary>Whether the constructor has run.</summary>
    public bool IsDone => _initial is not null;

    /// <summary>The constructor has run.</summary>
    public void Done()
    {
        _initial ??= _open;
        _open = null;
    }

    /// <summary>The behaviour of the constructor.</summary>
    public bool Handle(object message) => _initial!.Handle(message);

    /// <summary>Another behaviour.</summary>
    public Receive Configure(Action configure)
    {
        var (outer, handlers) = (_open, new MessageHandlers());
        _open = handlers;
        try
        {
            configure();
        }
        finally
        {
            _open = outer;
        }

        return handlers.Handle;
    }
}
