namespace Akka.Actor;

/// <summary>The children: made by any thread in the case of the guardians, so under a lock.</summary>
internal sealed partial class ActorCell
{
    private readonly Lock _childrenLock = new();
    private Dictionary<string, LocalActorRef>? _children;
    private HashSet<IActorRef>? _stopping;
    private long _namelessChildren;
    private bool _barren;

    public IActorRef ActorOf(Props props, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(props);
        if (name is not null && !ActorPath.IsValidName(name))
        {
            throw new InvalidActorNameException(
                $"Illegal actor name [{name}]. Actor paths MUST: not start with `$`, include only ASCII letters and digits and -_.*$+:@&=,!~';()%.");
        }

        ActorCell child;
        lock (_childrenLock)
        {
            if (_barren)
            {
                throw new InvalidOperationException("Cannot create child while terminating or terminated");
            }

            _children ??= new Dictionary<string, LocalActorRef>(StringComparer.Ordinal);
            name ??= "$" + NamelessName(_namelessChildren++);
            if (_children.ContainsKey(name))
            {
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
            }

            child = new ActorCell(SystemImpl, props, SelfRef, SelfRef.Path.Child(name, Random.Shared.NextInt64(1, int.MaxValue)));
            _children.Add(name, child.SelfRef);
        }

        child.Start();
        return child.Self;
    }

    internal LocalActorRef? Child(string name)
    {
        lock (_childrenLock)
        {
            return _children?.GetValueOrDefault(name);
        }
    }

    public IEnumerable<IActorRef> GetChildren() => AllChildren();

    public void Stop(IActorRef child)
    {
        lock (_childrenLock)
        {
            // One lock for both: a child that dies in between would be waited for in vain.
            if (IsChild(child))
            {
                (_stopping ??= []).Add(child);
            }
        }

        (child as IInternalActorRef)?.SendSystemMessage(new SystemMessage.Terminate());
    }

    internal void AllowNoMoreChildren()
    {
        lock (_childrenLock)
        {
            _barren = true;
        }
    }

    internal void StopAllChildren()
    {
        foreach (var child in AllChildren())
        {
            Stop(child);
        }
    }

    internal LocalActorRef[] AllChildren()
    {
        lock (_childrenLock)
        {
            return _children is null ? [] : [.. _children.Values];
        }
    }

    internal bool AnyChildStopping()
    {
        lock (_childrenLock)
        {
            return _stopping is { Count: > 0 } || (_terminating && _children is { Count: > 0 });
        }
    }

    private bool HasChild(LocalActorRef actor)
    {
        lock (_childrenLock)
        {
            return IsChild(actor);
        }
    }

    private bool RemoveChild(IActorRef actor)
    {
        lock (_childrenLock)
        {
            _stopping?.Remove(actor);
            return IsChild(actor) && _children!.Remove(actor.Path.Name);
        }
    }

    private bool IsChild(IActorRef actor) =>
        _children is not null && _children.TryGetValue(actor.Path.Name, out var child) && ReferenceEquals(child, actor);

    private void SuspendChildren()
    {
        foreach (var child in AllChildren())
        {
            child.SendSystemMessage(new SystemMessage.Suspend());
        }
    }

    private static string NamelessName(long number)
    {
        const string digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";
        var name = string.Empty;
        do
        {
            name += digits[(int)(number & 63)];
            number >>= 6;
        }
        while (number != 0);

        return name;
    }
}
