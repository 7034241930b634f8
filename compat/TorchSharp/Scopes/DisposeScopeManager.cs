namespace TorchSharp;

/// <summary>The stack of dispose scopes of one thread.</summary>
internal sealed class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? threadSingleton;

    internal static DisposeScopeManager ThreadSingleton => threadSingleton ??= new DisposeScopeManager();

    internal DisposeScope? Current { get; private set; }

    internal DisposeScope NewDisposeScope() => Current = new DisposeScope(this);

    internal DisposeScope? Register(torch.Tensor tensor)
    {
        Current?.Add(tensor);
        return Current;
    }

    /// <summary>Takes a scope out of the stack, also where an outer one ends before its inner ones.</summary>
    internal void Remove(DisposeScope scope)
    {
        if (Current == scope)
        {
            Current = scope.OuterScope;
            return;
        }
        for (var inner = Current; inner is not null; inner = inner.OuterScope)
        {
            if (inner.OuterScope == scope)
            {
                inner.OuterScope = scope.OuterScope;
                return;
            }
        }
    }
}
