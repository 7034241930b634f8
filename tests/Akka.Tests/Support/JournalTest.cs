using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sweep.Akka.Tests.Support;

/// <summary>A test with a hosted actor system whose journal is a SQLite file.</summary>
public abstract class JournalTest : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sweep-journal-");
    private string _file = "journal.db";
    private IHost? _host;

    protected ActorSystem System => _host!.Services.GetRequiredService<ActorSystem>();

    private protected static TimeSpan Patience => Probe.Patience;

    private string ConnectionString => $"Data Source={Path.Combine(_directory.FullName, _file)}";

    public Task InitializeAsync() => Open();

    public async Task DisposeAsync()
    {
        await Close();
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    private protected Probe NewProbe() => new(System);

    private protected IActorRef Start(Action<Notebook> script, string id = "notebook") =>
        System.ActorOf(Props.Create(() => new Notebook(id, script)));

    /// <summary>Ends the actor system and starts another one on the same file.</summary>
    protected async Task Reopen()
    {
        await Close();
        await Open();
    }

    /// <summary>Ends the actor system and starts another one on a journal that was written before.</summary>
    /// <param name="name">The name of its dump, without the ending, in the folder Journals.</param>
    protected async Task OpenDump(string name)
    {
        await Close();
        _file = name + ".db";
        using (var dump = new StreamReader(typeof(JournalTest).Assembly.GetManifestResourceStream(name)!))
        {
            Rows(await dump.ReadToEndAsync());
        }

        await Open();
    }

    /// <summary>The rows of a query, each with its columns.</summary>
    protected List<object[]> Rows(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
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

    /// <summary>Keeps everybody else from writing until it is disposed.</summary>
    protected IDisposable LockJournal()
    {
        var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
        connection.Open();
        connection.BeginTransaction();
        return connection;
    }

    private async Task Open()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAkka("journals", (akka, _) => akka
            .ConfigureLoggers(loggers => loggers.ClearLoggers())
            .WithCustomSerializer("remark", [typeof(Remark)], system => new RemarkSerializer(system))
            .WithSqlPersistence(connectionString: ConnectionString, providerName: "SQLite.MS", autoInitialize: true));
        _host = builder.Build();
        await _host.StartAsync();
    }

    private async Task Close()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
            _host = null;
        }
    }
}
