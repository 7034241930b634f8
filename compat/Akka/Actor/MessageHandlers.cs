namespace Akka.Actor;

/// <summary>Handlers by type, tried in the order in which they were given.</summary>
internal sealed class MessageHandlers
{
    private readonly List<Func<object, bool>> _handlers = [];
    private bool _takesAny;

    public void Add<T>(Func<T, bool> handler)
    {
        if (_takesAny)
        {
            throw new InvalidOperationException("A handler that catches all messages has been added. No handler can be added after that.");
        }

        _handlers.Add(message => message is T typed && handler(typed));
    }

    public void Add<T>(Action<T> handler, Predicate<T>? shouldHandle) => Add<T>(message =>
    {
        if (shouldHandle is not null && !shouldHandle(message))
        {
            return false;
        }

        handler(message);
        return true;
    });

    public void AddAny(Action<object> handler)
    {
        Add(handler, null);
        _takesAny = true;
    }

    public bool Handle(object message)
    {
        foreach (var handler in _handlers)
        {
            if (handler(message))
            {
                return true;
            }
        }

        return false;
    }
}
