using System.Globalization;
using System.Text.Json;
using Akka.Event;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Sweep.Coordinator.Results;

namespace Sweep.Coordinator.Http;

/// <summary>Turns what goes wrong into problem documents (RFC 9457), in the words of the command line.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc9457</remarks>
internal sealed class Problems(ILoggingAdapter log)
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(5);

    public async Task Guard(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: >= 400, HasStarted: false })
            {
                await Write(context, new HttpProblem(context.Response.StatusCode, NoSuchThing(context)));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception error)
        {
            var problem = Explain(error);
            if (problem.Status == StatusCodes.Status500InternalServerError)
            {
                log.Error(error, "{Method} {Path} failed: {Error}", context.Request.Method, context.Request.Path.Value, error.Message);
            }

            if (context.Response.HasStarted)
            {
                // Half a document was sent: only a cut connection tells that it is no whole one.
                context.Abort();
                return;
            }

            await Write(context, problem);
        }
    }

    private static HttpProblem Explain(Exception error) => error switch
    {
        HttpProblem problem => problem,
        UnknownSweepException => new HttpProblem(StatusCodes.Status404NotFound, error.Message),
        BadHttpRequestException bad => new HttpProblem(bad.StatusCode, bad.Message),
        StoreException => new HttpProblem(StatusCodes.Status503ServiceUnavailable, error.Message, StoreRetry),
        _ => new HttpProblem(StatusCodes.Status500InternalServerError, $"{error.Message} ({error.GetType().Name}); the log of the coordinator has more."),
    };

    private static async Task Write(HttpContext context, HttpProblem problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/problem+json";
        if (problem.RetryAfter is { } delay)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", ReasonPhrases.GetReasonPhrase(problem.Status));
        json.WriteNumber("status", problem.Status);
        json.WriteString("detail", problem.Message);
        json.WriteEndObject();
    }

    private static string NoSuchThing(HttpContext context) => context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
        ? $"{context.Request.Path} does not take {context.Request.Method}, but {context.Response.Headers.Allow}; / lists what there is."
        : $"There is nothing at {context.Request.Path}; / lists what there is.";
}
