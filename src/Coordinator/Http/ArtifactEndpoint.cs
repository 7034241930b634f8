using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Http;

/// <summary>What runs leave for figures, as the files that they are: those that lie where this coordinator can read them.</summary>
/// <param name="fileOf">The file of a run, whether it is there or not.</param>
internal sealed class ArtifactEndpoint(Func<RunKey, string> fileOf, LongReads longReads)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/artifacts/{key}", longReads.Limit(Send));

    private async Task Send(HttpContext context)
    {
        var text = (string)context.Request.RouteValues["key"]!;
        var key = RunKey.TryParse(text)
            ?? throw new HttpProblem(StatusCodes.Status400BadRequest, $"`{text}` is no run key, which has 64 hexadecimal digits; /api/sweeps/ID/results has them.");
        await using var file = Open(key);
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = file.Length;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private FileStream Open(RunKey key)
    {
        try
        {
            return new FileStream(fileOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HttpProblem(
                StatusCodes.Status404NotFound, $"Run {key} has left no artifacts in this coordinator's root: it has not ended, or makes no images.");
        }
    }
}
