using System.Diagnostics;
using System.Net;
using Npgsql;
using Sweep.Coordinator.Results;

namespace Sweep.Cli.Drill;

/// <summary>The database of a drill: a file in the root, or a database on a server, which coordinators reach through a proxy.</summary>
/// <param name="stop">Shell command that stops the server; null where the drill may not.</param>
/// <param name="start">Shell command that starts it again.</param>
internal sealed class DrillDatabase(Database database, string? stop, string? start)
{
    public const string Member = "database";

    private static readonly TimeSpan ShellLimit = TimeSpan.FromMinutes(2);

    public Database Direct => database;

    public bool IsServer => database is Database.PostgresServer;

    public bool CanStop => IsServer && stop is not null && start is not null;

    /// <summary>The value of <c>--db</c> that leads there at once.</summary>
    public string ForCommands => database is Database.SqliteFile file ? file.Path : database.ConnectionString;

    /// <summary>Where the server is.</summary>
    public DnsEndPoint Server
    {
        get
        {
            var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
            return new DnsEndPoint(settings.Host!, settings.Port);
        }
    }

    /// <summary>The value of <c>--db</c> that leads there through a proxy on loopback. The password, where there is one, is in the environment.</summary>
    public string Through(int proxyPort) => database is Database.SqliteFile file
        ? file.Path
        : new NpgsqlConnectionStringBuilder(database.ConnectionString) { Host = "127.0.0.1", Port = proxyPort }.ConnectionString;

    public Task StopAsync() => ShellAsync(stop!, ShellLimit);

    public Task StartAsync() => ShellAsync(start!, ShellLimit);

    /// <summary>Waits for its end also when the drill is to end: a server in the middle of a start or a stop is not left behind.</summary>
    /// <exception cref="CommandFailed">The command failed, or did not end in time.</exception>
    internal static async Task ShellAsync(string command, TimeSpan within)
    {
        // A server that inherited a pipe would keep it open.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"( {command} ) >/dev/null 2>&1 </dev/null"]))!;
        using var limit = new CancellationTokenSource(within);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw CommandFailed.Infrastructure($"`{command}` has not ended after {within.TotalSeconds} s: the database server cannot be stopped or started.");
        }

        if (process.ExitCode != 0)
        {
            throw CommandFailed.Infrastructure($"`{command}` ended with exit code {process.ExitCode}: the database server cannot be stopped or started.");
        }
    }
}
