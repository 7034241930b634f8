using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Coordinator.Results;
using Sweep.Messages.Protocol;

namespace Sweep.Coordinator.Http;

/// <summary><c>/metrics</c> for Prometheus.</summary>
internal sealed class MetricsEndpoint(ResultsStore store, StoreProbe probe, CoordinatorGate gate, Charge charge)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/metrics", Write);

    private async Task Write(HttpContext context)
    {
        var (isReachable, cluster) = (await probe.Failure() is null, await Cluster(context.RequestAborted));
        var metrics = new Metrics(charge.IsHeld, isReachable, cluster, isReachable && charge.IsHeld ? Totals() : null);
        context.Response.ContentType = Metrics.ContentType;
        await context.Response.WriteAsync(metrics.ToPage(), context.RequestAborted);
    }

    private async Task<NodesListed?> Cluster(CancellationToken cancellation)
    {
        try
        {
            return charge.IsHeld ? await gate.Ask<NodesListed>(new ListNodes(), cancellation) : null;
        }
        catch (HttpProblem)
        {
            return null;
        }
    }

    private IReadOnlyList<PhaseTotal>? Totals()
    {
        try
        {
            return store.Totals();
        }
        catch (StoreException)
        {
            return null;
        }
    }
}
