using Microsoft.AspNetCore.Http;

namespace Sweep.Coordinator.Http;

/// <summary>Bounds how many requests read a whole sweep at a time: each holds a connection to the database for as long as its reader takes.</summary>
internal sealed class LongReads : IDisposable
{
    private const int Most = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim room = new(Most);

    public RequestDelegate Limit(RequestDelegate endpoint) => async context =>
    {
        if (!await room.WaitAsync(Patience, context.RequestAborted))
        {
            throw new HttpProblem(StatusCodes.Status503ServiceUnavailable, $"{Most} others read whole sweeps from this coordinator now; try again.", Patience);
        }

        try
        {
            await endpoint(context);
        }
        finally
        {
            room.Release();
        }
    };

    public void Dispose() => room.Dispose();
}
