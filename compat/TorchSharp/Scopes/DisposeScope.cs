namespace TorchSharp;

/// <summary>
/// Owns the tensors that its thread creates while it is the innermost scope, and disposes them when it ends, unless they
/// were moved to the outer scope or detached.
/// </summary>
public class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;
    private HashSet<IDisposable> disposables = new(ReferenceEqualityComparer.Instance);

    public DisposeScope(DisposeScopeManager disposeScopeManager)
    {
        ArgumentNullException.ThrowIfNull(disposeScopeManager);
        manager = disposeScopeManager;
        OuterScope = manager.Current;
    }

    internal DisposeScope? OuterScope { get; set; }

    public IReadOnlyList<IDisposable> DisposablesView => [.. disposables];

    public int DisposablesCount => disposables.Count;

    public bool Contains(IDisposable disposable) => disposables.Contains(disposable);

    public T MoveToOuter<T>(T disposable) where T : IDisposable
    {
        MoveToOuter([disposable]);
        return disposable;
    }

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        MoveToOuter([first, second]);
        return (first, second);
    }

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
        {
            Move(disposable, OuterScope);
        }
    }

    public T Detach<T>(T disposable) where T : IDisposable
    {
        Detach([disposable]);
        return disposable;
    }

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        Detach([first, second]);
        return (first, second);
    }

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
        {
            Move(disposable, null);
        }
    }

    public void DisposeEverything() => DisposeEverythingBut(Enumerable.Empty<IDisposable>());

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var before = disposables;
        disposables = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in before)
        {
            if (disposables.Contains(disposable))
            {
                continue;
            }
            if (disposable is torch.Tensor tensor)
            {
                tensor.OwningDisposeScope = null;
            }
            disposable.Dispose();
        }
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    /// <summary>Forgets something that was disposed by other hands.</summary>
    public void MarkAsDisposed(IDisposable disposable) => Move(disposable, null);

    public void Dispose()
    {
        DisposeEverything();
        manager.Remove(this);
        GC.SuppressFinalize(this);
    }

    internal void Add(IDisposable disposable) => disposables.Add(disposable);

    private void Move(IDisposable disposable, DisposeScope? target)
    {
        if (!disposables.Remove(disposable))
        {
            return;
        }
        target?.Add(disposable);
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope = target;
        }
    }
}
