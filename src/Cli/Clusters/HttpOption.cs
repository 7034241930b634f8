using System.CommandLine;
using System.Text;
using Sweep.Coordinator.Http;

namespace Sweep.Cli.Clusters;

/// <summary><c>--http</c>: where a coordinator answers over HTTP.</summary>
public sealed class HttpOption
{
    public const string Name = "--http";

    private const string None = "none";

    // The parser of an option may give anything but null.
    private static readonly HostPort Nowhere = new(None, 0);

    private readonly Option<HostPort> http = new(Name)
    {
        Description = $"Where to serve the HTTP API, or {None} (default: {Default}). Off loopback this needs {AccessToken.FileVariable}.",
        HelpName = $"HOST:PORT|{None}",
        DefaultValueFactory = _ => Default,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text != None && !HostPort.TryParse(text, out _))
            {
                result.AddError($"`{Name}` is {text}, but must be HOST:PORT, such as {Default}, or {None}.");
            }

            return HostPort.TryParse(text, out var parsed) ? parsed : Nowhere;
        },
    };

    public static HostPort Default { get; } = new("127.0.0.1", 4080);

    public void AddTo(Command command) => command.Add(http);

    /// <summary>Whether someone chose the place: where nobody did, going without is better than not to start.</summary>
    public bool IsChosen(ParseResult parsed) => parsed.GetResult(http) is { Implicit: false };

    /// <returns>Null for none.</returns>
    /// <exception cref="CommandFailed">Others could reach the address, and there is no token.</exception>
    public HttpOptions? Read(ParseResult parsed, Func<string, string?> environment)
    {
        var at = parsed.GetValue(http)!;
        if (at == Nowhere)
        {
            return null;
        }

        var token = AccessToken.From(environment);
        return at.IsLoopback || token.Length > 0
            ? new HttpOptions(at.Host, at.Port, Encoding.UTF8.GetBytes(token))
            : throw CommandFailed.BadUsage(
                $"{at} can be reached from other machines, but there is no token. Put one of at least 16 bytes (`openssl rand -hex 32`) into a file and its path "
                    + $"into {AccessToken.FileVariable}, for the coordinators and for those who ask them; or serve on 127.0.0.1, or not at all with "
                    + $"`{Name} {None}`.");
    }
}
