using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Coordinator.Documents;
using Sweep.Coordinator.Studies;
using Sweep.Messages.Protocol;

namespace Sweep.Coordinator.Http;

/// <summary>The nodes of the coordinator that is in charge.</summary>
internal sealed class NodeEndpoints(CoordinatorGate gate)
{
    private const string Reason = "someone asked for it";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/nodes", List);
        routes.MapPost("/api/nodes/{name}/drain", Drain);
    }

    private async Task List(HttpContext context)
    {
        var listed = await gate.Ask<NodesListed>(new ListNodes(), context.RequestAborted);
        await context.Response.WriteJson(json =>
        {
            json.WriteStartArray();
            foreach (var node in listed.Nodes)
            {
                NodeJson.Write(json, node);
            }

            json.WriteEndArray();
        });
    }

    private async Task Drain(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        switch (await gate.Ask<object>(new DrainNamedNode(name, Reason), context.RequestAborted))
        {
            case NodeDraining draining:
                await context.Response.WriteJson(json => Write(json, draining), StatusCodes.Status202Accepted);
                break;
            case NodeUnknown unknown:
                throw new HttpProblem(
                    StatusCodes.Status404NotFound, $"there is no node `{unknown.Name}` here.{NearestName.Known(unknown.Name, unknown.Known)}");
            case var other:
                throw new InvalidOperationException($"The coordinator answered with {other.GetType().Name} that a node is to be drained.");
        }
    }

    private static void Write(Utf8JsonWriter json, NodeDraining draining)
    {
        json.WriteStartObject();
        json.WriteString("name", draining.Node.Name);
        json.WriteNumber("incarnation", draining.Node.Incarnation);
        json.WriteString("drain_reason", draining.Reason);
        json.WriteEndObject();
    }
}
