using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Coordinator.Documents;
using Sweep.Coordinator.Results;

namespace Sweep.Coordinator.Http;

/// <summary>What can be read of sweeps: from the store, so that every coordinator answers, in charge or not.</summary>
internal sealed class SweepEndpoints(ResultsStore store, LongReads longReads)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        // To tell the best run, every result is read.
        routes.MapGet("/api/sweeps", longReads.Limit(List));
        routes.MapGet("/api/sweeps/{id}", longReads.Limit(Status));
        routes.MapGet("/api/sweeps/{id}/description", Describe);
        routes.MapGet("/api/sweeps/{id}/definition", Define);
        routes.MapGet("/api/sweeps/{id}/results", longReads.Limit(Results));
        routes.MapGet("/api/sweeps/{id}/epochs", longReads.Limit(Epochs));
        routes.MapGet("/api/sweeps/{id}/verify", longReads.Limit(Verify));
    }

    private Task List(HttpContext context) =>
        context.Response.WriteJsonArray(store.Sweeps().Select(store.Status), StatusJson.Write, context.RequestAborted);

    private Task Status(HttpContext context)
    {
        var status = store.Status(Row(context));
        return context.Response.WriteJson(json => StatusJson.Write(json, status));
    }

    private Task Describe(HttpContext context)
    {
        var description = store.Describe(Row(context));
        return context.Response.WriteJson(json => DescriptionJson.Write(json, description));
    }

    // No larger than a submission may be.
    private Task Define(HttpContext context)
    {
        var definition = Row(context).Definition;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(definition, context.RequestAborted);
    }

    private Task Results(HttpContext context) =>
        context.Response.WriteJsonArray(store.Results(Row(context).Id), ResultJson.Write, context.RequestAborted);

    private Task Epochs(HttpContext context)
    {
        int? run = context.Request.Query["run"] is [{ } text]
            ? int.TryParse(text, out var number) && number >= 0
                ? number
                : throw new HttpProblem(StatusCodes.Status400BadRequest, $"`run` is {text}, but must be the number of a run in its grid, counted from 0.")
            : null;
        return context.Response.WriteJsonArray(store.Epochs(Row(context).Id, run), EpochJson.Write, context.RequestAborted);
    }

    private Task Verify(HttpContext context)
    {
        var row = Row(context);
        var (verification, kinds) = (store.Verify(row), store.Kinds(row.Id));
        return context.Response.WriteJson(json => VerificationJson.Write(json, row.Id, verification, kinds));
    }

    private SweepRow Row(HttpContext context) => store.Find((string)context.Request.RouteValues["id"]!);
}
