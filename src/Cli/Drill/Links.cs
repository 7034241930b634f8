using System.Collections.Concurrent;

namespace Sweep.Cli.Drill;

/// <summary>How the links of a cluster are. All may be changed at any moment, by any thread.</summary>
public sealed class Links
{
    private readonly ConcurrentDictionary<(string, string), LinkState> states = new();
    private volatile TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the next change of any link.</summary>
    public Task Changed => changed.Task;

    public LinkState Between(string one, string other) => states.GetValueOrDefault(Pair(one, other), LinkState.Open);

    public void Set(string one, string other, LinkState state)
    {
        states[Pair(one, other)] = state;
        Interlocked.Exchange(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    private static (string, string) Pair(string one, string other) => string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
}
