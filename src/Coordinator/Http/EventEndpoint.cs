using System.Buffers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Akka.Actor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Coordinator.Results;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;

namespace Sweep.Coordinator.Http;

/// <summary>
/// A sweep as server-sent events, from now to its end: <c>run-started</c>, <c>epoch-ended</c>, <c>run-completed</c>, <c>run-failed</c>,
/// <c>run-interrupted</c> as they happen, <c>sweep-progress</c> every second, and the last of these when every run has ended. Between them
/// <c>silence</c> while no coordinator says anything, and <c>left-out</c> where events came faster than they were read; <c>sweep-rejected</c> is the
/// last when the sweep is given up.
/// </summary>
internal sealed class EventEndpoint(ResultsStore store, CoordinatorGate gate, ActorSystem system, CancellationToken stopping)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/sweeps/{id}/events", Stream);

    private async Task Stream(HttpContext context)
    {
        var row = store.Find((string)context.Request.RouteValues["id"]!);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var buffer = new EventBuffer();
        IActorRef? watcher = null;
        if (row is { Phase: SweepPhase.Completed or SweepPhase.Cancelled, Digest: not null })
        {
            buffer.End(new SweepProgress(store.Status(row), [], 0, 0));
        }
        else
        {
            watcher = system.ActorOf(Props.Create(() => new SweepWatcher(gate.Coordinator, row.Id, buffer)));
        }

        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-cache";
            await context.Response.StartAsync(ending.Token);
            await SseFormatter.WriteAsync(Items(buffer, ending.Token), context.Response.Body, Write, ending.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The stream ends without a last word: whoever watches connects again, to whichever coordinator there is then.
        }
        finally
        {
            if (watcher is not null)
            {
                system.Stop(watcher);
            }
        }
    }

    private static async IAsyncEnumerable<SseItem<object>> Items(EventBuffer buffer, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var message in buffer.ReadAsync(cancellation))
        {
            yield return new SseItem<object>(message, NameOf(message));
        }
    }

    private static string NameOf(object message) => message switch
    {
        EventBuffer.Silence => "silence",
        EventBuffer.LeftOut => "left-out",
        _ => ProtocolNames.NameOf(message),
    };

    private static void Write(SseItem<object> item, IBufferWriter<byte> writer)
    {
        using var json = new Utf8JsonWriter(writer);
        JsonSerializer.Serialize(json, item.Data, item.Data.GetType(), ProtocolJson.Options);
    }
}
