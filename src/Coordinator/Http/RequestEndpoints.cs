using System.Text.Json;
using Akka.Actor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Coordinator.Documents;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Studies;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Http;

/// <summary>What can be asked to be done to sweeps: by the coordinator that is in charge.</summary>
internal sealed class RequestEndpoints(ResultsStore store, CoordinatorGate gate, ActorSystem system)
{
    /// <summary>A sweep is ready when it knows what is done already, which takes its time where there is much of that.</summary>
    private static readonly TimeSpan SubmitPatience = TimeSpan.FromSeconds(60);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/sweeps", Submit);
        routes.MapPost("/api/sweeps/{id}/pause", context => Request(context, sweep => new PauseSweep(sweep)));
        routes.MapPost("/api/sweeps/{id}/resume", context => Request(context, sweep => new ResumeSweep(sweep)));
        routes.MapPost("/api/sweeps/{id}/cancel", context => Request(context, sweep => new CancelSweep(sweep)));
    }

    private async Task Submit(HttpContext context)
    {
        var submission = await Read(context.Request);
        await gate.Ask<NodesListed>(new ListNodes(), context.RequestAborted);
        var accepted = new TaskCompletionSource<SweepAccepted>(TaskCreationOptions.RunContinuationsAsynchronously);
        var submitter = system.ActorOf(Props.Create(() => new Submitter(gate.Coordinator, submission, accepted)));
        try
        {
            var answer = await accepted.Task.WaitAsync(SubmitPatience, context.RequestAborted);
            context.Response.Headers.Location = $"/api/sweeps/{answer.Sweep}";
            await context.Response.WriteJson(
                json =>
                {
                    json.WriteStartObject();
                    json.WriteString("id", answer.Sweep.Value);
                    json.WriteBoolean("resumed", answer.Resumed);
                    json.WriteNumber("total", answer.Total);
                    json.WriteNumber("reused", answer.Reused);
                    json.WriteEndObject();
                },
                answer.Resumed ? StatusCodes.Status200OK : StatusCodes.Status201Created);
        }
        catch (TimeoutException)
        {
            throw CoordinatorGate.NobodyInCharge();
        }
        finally
        {
            system.Stop(submitter);
        }
    }

    private static async Task<SubmitSweep> Read(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            throw new HttpProblem(StatusCodes.Status415UnsupportedMediaType, "A submission is `Content-Type: application/json`.");
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        try
        {
            var submission = (SubmitSweep)ProtocolJson.Read("submit-sweep", body.GetBuffer().AsSpan(0, (int)body.Length));
            var definition = GridDefinitionJson.Read(submission.Definition);
            if (!StudyName.IsValid(submission.Study))
            {
                throw new FormatException($"`study` is {submission.Study}, but must {StudyName.Rule}");
            }

            if (submission.Priority is < -SubmitSweep.HighestPriority or > SubmitSweep.HighestPriority)
            {
                throw new FormatException(
                    $"`priority` is {submission.Priority}, but must be from {-SubmitSweep.HighestPriority} to {SubmitSweep.HighestPriority}.");
            }

            return definition.Study == submission.Study && Grid.From(definition).Count > 0
                ? submission
                : throw new FormatException($"`study` is {submission.Study}, but the definition is that of {definition.Study}, or has no cells.");
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException or OverflowException)
        {
            throw new HttpProblem(StatusCodes.Status400BadRequest, error.Message);
        }
    }

    private async Task Request(HttpContext context, Func<SweepId, object> request)
    {
        var row = store.Find((string)context.Request.RouteValues["id"]!);
        if (row.Phase is SweepPhase.Completed or SweepPhase.Cancelled)
        {
            throw new HttpProblem(StatusCodes.Status409Conflict, $"sweep {row.Id} is {DocumentWords.Of(row.Phase)} already.");
        }

        var done = await gate.Ask<RequestDone>(request(row.Id), context.RequestAborted);
        await context.Response.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteString("id", done.Sweep.Value);
            json.WriteString("outcome", done.Outcome);
            json.WriteEndObject();
        });
    }

    /// <summary>Whoever submits a sweep hears of it to its end, so somebody must listen until it is accepted.</summary>
    private sealed class Submitter : ReceiveActor
    {
        private readonly IActorRef coordinator;
        private readonly SubmitSweep submission;

        public Submitter(IActorRef coordinator, SubmitSweep submission, TaskCompletionSource<SweepAccepted> accepted)
        {
            (this.coordinator, this.submission) = (coordinator, submission);
            Receive<SweepAccepted>(answer => accepted.TrySetResult(answer));
            Receive<SweepRejected>(answer => accepted.TrySetException(CoordinatorGate.Rejected(answer)));
            ReceiveAny(_ => { });
        }

        protected override void PreStart() => coordinator.Tell(submission, Self);
    }
}
