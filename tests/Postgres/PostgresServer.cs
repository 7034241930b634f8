using System.Globalization;
using Npgsql;

namespace Sweep.Postgres;

/// <summary>
/// A PostgreSQL server on a free port of the loopback, in a temporary folder, with nothing in common with one that the machine runs
/// already. It ends with the process that started it, however that ends.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    public const string User = "sweep";

    public const string Password = "not for argv";

    private static readonly Lazy<PostgresServer> OfProcess = new(() =>
    {
        var server = Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    });

    private readonly string folder;
    private readonly Watchdog watchdog;
    private int databases;

    private PostgresServer(string folder, int port)
    {
        (this.folder, Port) = (folder, port);
        watchdog = new Watchdog($"{PostgresPrograms.CommandLine("pg_ctl", "-D", Data, "-m", "immediate", "-s", "stop")}; rm -rf '{folder}'");
    }

    /// <summary>One for all tests of this process that do not stop it.</summary>
    public static PostgresServer Shared => OfProcess.Value;

    public int Port { get; }

    /// <summary>For a shell: ends the server as a kill would.</summary>
    public string StopCommand => PostgresPrograms.CommandLine("pg_ctl", "-D", Data, "-m", "immediate", "-s", "-w", "-t", "60", "stop");

    /// <summary>For a shell: starts it where it was, and returns once it takes connections.</summary>
    public string StartCommand => PostgresPrograms.CommandLine("pg_ctl", StartArguments);

    private string[] StartArguments =>
    [
        "-D", Data, "-l", Path.Combine(folder, "log"), "-s", "-w", "-t", "60", "-o",
        string.Create(CultureInfo.InvariantCulture, $"-p {Port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off ")
            + "-c shared_buffers=64MB -c max_connections=300",
        "start",
    ];

    private string Data => Path.Combine(folder, "data");

    public static PostgresServer Start()
    {
        var folder = Directory.CreateTempSubdirectory("sweep-postgres-").FullName;
        var password = Path.Combine(folder, "password");
        File.WriteAllText(password, Password);
        PostgresPrograms.Own(folder);
        PostgresPrograms.Run(
            "initdb", "-D", Path.Combine(folder, "data"), "-U", User, "-A", "scram-sha-256", $"--pwfile={password}", "-E", "UTF8", "--locale=C", "--no-sync");
        var server = new PostgresServer(folder, FreePort.Next());
        try
        {
            server.StartAgain();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Ends all connections and the server; with <paramref name="crash"/> as a kill would.</summary>
    public void Stop(bool crash = false) => PostgresPrograms.Run("pg_ctl", "-D", Data, "-m", crash ? "immediate" : "fast", "-s", "-w", "-t", "60", "stop");

    /// <summary>Starts it where it was, and returns once it takes connections.</summary>
    public void StartAgain() => PostgresPrograms.Run("pg_ctl", StartArguments);

    /// <summary>Makes an empty database.</summary>
    /// <returns>How to connect to it, password included.</returns>
    public string NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        Execute(ConnectionString("postgres"), $"create database {name}");
        return ConnectionString(name);
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = User,
        Password = Password,
        Database = database,
    }.ConnectionString;

    /// <summary>How to name a database in a command, without its password.</summary>
    public string Url(string connectionString) => string.Create(
        CultureInfo.InvariantCulture, $"postgresql://{User}@127.0.0.1:{Port}/{new NpgsqlConnectionStringBuilder(connectionString).Database}");

    /// <summary>Ends every connection to that database but the one that says so.</summary>
    public void KillConnections(string connectionString) => Execute(
        ConnectionString("postgres"),
        $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{new NpgsqlConnectionStringBuilder(connectionString).Database}'");

    /// <summary>Runs a program of PostgreSQL against that database: <c>pg_dump</c>, <c>pg_restore</c>.</summary>
    public void Run(string connectionString, string program, params string[] arguments) =>
        PostgresPrograms.RunAsSelf(
            Password, program,
            ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User,
            "-d", new NpgsqlConnectionStringBuilder(connectionString).Database!, .. arguments]);

    public static void Execute(string connectionString, string sql) => Rows(connectionString, sql);

    public static List<object[]> Rows(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=False");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    public void Dispose() => watchdog.Dispose();
}
