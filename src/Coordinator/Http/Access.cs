using System.Security.Cryptography;
using System.Text;
using Akka.Event;
using Microsoft.AspNetCore.Http;

namespace Sweep.Coordinator.Http;

/// <summary>
/// Lets requests through that bear the token. Where there is none, those of programs of this machine: a page in somebody's browser is
/// none, though the browser runs here, so what comes in another host's name or from another origin is refused.
/// </summary>
internal sealed class Access(HttpOptions options, ILoggingAdapter log, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    private static readonly TimeSpan LogEvery = TimeSpan.FromMinutes(1);

    private readonly byte[] token = SHA256.HashData(options.Token.Span);
    private long lastLogged;

    public Task Check(HttpContext context, RequestDelegate next)
    {
        if (Health.IsFor(context.Request.Path))
        {
            return next(context);
        }

        if (options.Token.IsEmpty)
        {
            RefuseBrowsers(context.Request);
        }
        else if (!BearsToken(context.Request))
        {
            LogRefusal(context);
            throw new HttpProblem(
                StatusCodes.Status401Unauthorized,
                context.Request.Headers.Authorization.Count == 0
                    ? "This coordinator wants a token: `Authorization: Bearer TOKEN`, with the text that its SWEEP_TOKEN or SWEEP_TOKEN_FILE holds."
                    : "The token is not this coordinator's, which its SWEEP_TOKEN or SWEEP_TOKEN_FILE holds.");
        }

        return next(context);
    }

    // Hashes have one length, so that the time it takes tells nothing of the token.
    private bool BearsToken(HttpRequest request) =>
        request.Headers.Authorization is [{ } header]
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim())), token);

    private static void RefuseBrowsers(HttpRequest request)
    {
        if (!Loopback.Has(request.Host.Host.Trim('[', ']')))
        {
            throw new HttpProblem(
                StatusCodes.Status403Forbidden, $"This coordinator answers to the names of loopback, not to `{request.Host.Host}`, unless it is given a token.");
        }

        if (request.Headers.Origin is [{ } origin] && origin != $"{request.Scheme}://{request.Host}")
        {
            throw new HttpProblem(StatusCodes.Status403Forbidden, $"A page of {origin} may not ask this coordinator anything.");
        }
    }

    private void LogRefusal(HttpContext context)
    {
        var (now, last) = (clock.GetTimestamp(), Interlocked.Read(ref lastLogged));
        if ((last == 0 || clock.GetElapsedTime(last, now) > LogEvery) && Interlocked.CompareExchange(ref lastLogged, now, last) == last)
        {
            log.Warning("A request without the token came from {Address} and was refused", context.Connection.RemoteIpAddress?.ToString());
        }
    }
}
