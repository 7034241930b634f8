using System.CommandLine;
using System.CommandLine.Parsing;
using Sweep.Cli.Clusters;

namespace Sweep.Cli.Servers;

/// <summary><c>--server</c>: the coordinator that a command asks.</summary>
public sealed class ServerOption
{
    public const string Variable = "SWEEP_SERVER";

    private readonly Option<Uri?> server = new("--server")
    {
        Description = $"Ask this coordinator over HTTP (default: ${Variable}); its token is taken from {AccessToken.Variable} or {AccessToken.FileVariable}.",
        HelpName = "URL",
        CustomParser = result =>
        {
            var address = Parse(result.Tokens[0].Value);
            if (address is null)
            {
                result.AddError($"`--server` is {result.Tokens[0].Value}, but must be the address of a coordinator, such as http://{HttpOption.Default}.");
            }

            return address;
        },
    };

    public void AddTo(Command command) => command.Add(server);

    public bool IsGiven(CommandResult command) => command.GetResult(server) is not null;

    /// <returns>Null where none is named.</returns>
    /// <exception cref="CommandFailed">The environment names something else.</exception>
    public Uri? Find(ParseResult parsed, Func<string, string?> environment)
    {
        if (parsed.GetValue(server) is { } address)
        {
            return address;
        }

        return Variables.Value(environment, Variable) is not { } named
            ? null
            : Parse(named) ?? throw CommandFailed.BadUsage(
                $"{Variable} is {named}, but must be the address of a coordinator, such as http://{HttpOption.Default}.");
    }

    /// <summary>The coordinator that is named, else the one that may be on this machine.</summary>
    public SweepServer Open(ParseResult parsed, Func<string, string?> environment) =>
        Open(Find(parsed, environment) ?? new Uri($"http://{HttpOption.Default}"), environment);

    public static SweepServer Open(Uri address, Func<string, string?> environment) => new(address, AccessToken.From(environment));

    /// <summary>Takes HOST:PORT for short.</summary>
    private static Uri? Parse(string text) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.Absolute, out var address)
        && address is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "" }
            ? address
            : null;
}
