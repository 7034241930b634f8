using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Owns the tensors that its thread creates while it is the innermost scope, and disposes them when it ends, unless they
/// were moved to the outer scope or detached.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;
    private readonly HashSet<Tensor> tensors = new(ReferenceEqualityComparer.Instance);

    internal DisposeScope(DisposeScopeManager manager)
    {
        this.manager = manager;
        OuterScope = manager.Current;
    }

    internal DisposeScope? OuterScope { get; set; }

    public void Dispose()
    {
        foreach (var tensor in tensors)
        {
            tensor.OwningDisposeScope = null;
            tensor.Dispose();
        }
        tensors.Clear();
        manager.Remove(this);
    }

    internal void Add(Tensor tensor) => tensors.Add(tensor);

    /// <summary>Gives a tensor to another scope, or, without one, to whoever holds it.</summary>
    internal void Move(Tensor tensor, DisposeScope? target)
    {
        tensors.Remove(tensor);
        target?.Add(tensor);
        tensor.OwningDisposeScope = target;
    }
}
