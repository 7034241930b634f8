using Akka.Event;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Coordinator.Results;

namespace Sweep.Coordinator.Http;

/// <summary>For probes: whether this process lives, and whether it can do its work. Needs no token.</summary>
internal sealed class Health(StoreProbe probe, Charge charge, ILoggingAdapter log)
{
    private const string Alive = "/healthz";
    private const string Ready = "/readyz";

    private string? logged;

    private string Role => charge.IsHeld ? "in charge" : "standby";

    public static bool IsFor(PathString path) => path == Alive || path == Ready;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Alive, context => context.Response.WriteAsync($"alive, {Role}\n"));
        routes.MapGet(Ready, TellReady);
    }

    private async Task TellReady(HttpContext context)
    {
        var reason = await probe.Failure();
        if (reason is not null && Interlocked.Exchange(ref logged, reason) != reason)
        {
            log.Warning("Not ready: {Error}", reason);
        }

        if (reason is not null)
        {
            // Not why: that names hosts and users, and anybody may ask.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync($"not ready, {Role}: the store cannot be reached\n");
            return;
        }

        Volatile.Write(ref logged, null);
        await context.Response.WriteAsync($"ready, {Role}\n");
    }
}
