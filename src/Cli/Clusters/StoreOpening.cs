using System.Runtime.ExceptionServices;
using Sweep.Coordinator.Results;
using Sweep.Messages;

namespace Sweep.Cli.Clusters;

/// <summary>Opens the store of a coordinator, whose database server may start after it, or be busy.</summary>
public static class StoreOpening
{
    /// <summary>For how long it is tried again. Nothing answers over HTTP meanwhile.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    /// <summary>Tries it again after 1 s, 2 s, 4 s, 8 s, 10 s, … for five minutes, as long as that may help.</summary>
    /// <param name="wait">Is told why, before each wait.</param>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static async Task<T> OpenAsync<T>(Func<T> open, Action<StoreException, TimeSpan> wait, TimeProvider clock, CancellationToken stop)
    {
        var since = clock.GetTimestamp();
        for (var failures = 1; ; failures++)
        {
            try
            {
                return open();
            }
            catch (StoreException failure) when (
                failure.Failure is StoreFailure.Away or StoreFailure.Busy && clock.GetElapsedTime(since) < Limit && !stop.IsCancellationRequested)
            {
                var delay = Backoff.Delay(failures, FirstDelay, LongestDelay);
                wait(failure, delay);
                await Wait(delay, failure, clock, stop);
            }
        }
    }

    private static async Task Wait(TimeSpan delay, StoreException failure, TimeProvider clock, CancellationToken stop)
    {
        try
        {
            await Task.Delay(delay, clock, stop);
        }
        catch (OperationCanceledException)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
