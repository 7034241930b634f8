using Sweep.Coordinator.Results;

namespace Sweep.Coordinator.Http;

/// <summary>Tells whether the store can be reached now. Asks once at a time, however many want to know.</summary>
internal sealed class StoreProbe(ResultsStore store)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock asking = new();

    // Guarded by the lock.
    private Task<string?> current = Task.FromResult<string?>(null);

    /// <returns>Null when it can be reached.</returns>
    public async Task<string?> Failure()
    {
        Task<string?> answer;
        lock (asking)
        {
            answer = current = current.IsCompleted ? Task.Run(Ask) : current;
        }

        try
        {
            return await answer.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return $"{store.Database} does not answer within {Patience.TotalSeconds} s";
        }
    }

    private string? Ask()
    {
        try
        {
            store.Reach();
            return null;
        }
        catch (StoreException away)
        {
            return away.Message;
        }
    }
}
