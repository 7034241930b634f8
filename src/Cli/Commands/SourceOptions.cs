using System.CommandLine;
using Sweep.Cli.Sources;
using Sweep.Cli.Servers;
using Sweep.GpuNode.Artifacts;

namespace Sweep.Cli.Commands;

/// <summary><c>--root</c>, <c>--db</c> and <c>--server</c>: where sweeps are looked for.</summary>
public sealed class SourceOptions
{
    private readonly ServerOption server = new();

    public StoreOptions Stores { get; } = new();

    public void AddTo(Command command)
    {
        Stores.AddTo(command);
        server.AddTo(command);
        command.Validators.Add(result =>
        {
            if (server.IsGiven(result) && Stores.IsGiven(result))
            {
                result.AddError("`--server` does not go with `--root` and `--db`: give one of them.");
            }
        });
    }

    /// <returns>Null where the sweeps are in a store: a root or database that is named counts for more than a server in the environment.</returns>
    public Uri? Server(ParseResult parsed) => Stores.IsGiven(parsed.CommandResult) ? null : server.Find(parsed, Environment.GetEnvironmentVariable);

    /// <summary>Whether the sweeps lie in the root itself, so that its lock tells whether someone works on them.</summary>
    public bool IsOwn(ParseResult parsed) => Server(parsed) is null && Stores.IsOwn(parsed);

    /// <exception cref="CommandFailed">There is no store there.</exception>
    public ISweepSource Open(ParseResult parsed) =>
        Server(parsed) is { } address
            ? new ServedSweeps(ServerOption.Open(address, Environment.GetEnvironmentVariable))
            : new StoredSweeps(Stores.OpenForReading(parsed), new ArtifactStore(Stores.Root(parsed).Artifacts));
}
