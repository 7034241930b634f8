using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;

namespace Sweep.Cli.Engine;

/// <summary>A root on which this process works, and no other one: its lock and its store. May be disposed more than once.</summary>
public sealed class OpenRoot : IDisposable
{
    private readonly RootLock rootLock;
    private bool isDisposed;

    private OpenRoot(SweepRoot root, RootLock rootLock, ResultsStore store) => (Root, this.rootLock, Store) = (root, rootLock, store);

    public SweepRoot Root { get; }

    public ResultsStore Store { get; }

    /// <exception cref="RootInUseException">Another process works on it.</exception>
    /// <exception cref="StoreException">Its store cannot be opened; it is not locked any more.</exception>
    public static OpenRoot Acquire(SweepRoot root, TimeProvider clock)
    {
        var rootLock = root.Acquire(clock);
        try
        {
            return new OpenRoot(root, rootLock, ResultsStore.Open(root.Database));
        }
        catch
        {
            rootLock.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            Store.Dispose();
            rootLock.Dispose();
        }
    }
}
