using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sweep.Akka.Tests.Support;

/// <summary>A test with a hosted actor system whose journal lies in a database of its own.</summary>
public abstract class JournalTest(JournalDatabase database) : IAsyncLifetime
{
    private IHost? _host;

    protected JournalDatabase Database => database;

    protected ActorSystem System => _host!.Services.GetRequiredService<ActorSystem>();

    private protected static TimeSpan Patience => Probe.Patience;

    public Task InitializeAsync() => Open();

    public async Task DisposeAsync()
    {
        await Close();
        database.Dispose();
    }

    private protected Probe NewProbe() => new(System);

    private protected IActorRef Start(Action<Notebook> script, string id = "notebook") =>
        System.ActorOf(Props.Create(() => new Notebook(id, script)));

    /// <summary>Ends the actor system and starts another one on the same journal.</summary>
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
        database.Clear();
        using (var dump = new StreamReader(typeof(JournalTest).Assembly.GetManifestResourceStream($"{name}.{database.Kind}")!))
        {
            Rows(await dump.ReadToEndAsync());
        }

        await Open();
    }

    /// <summary>The rows of a query, each with its columns.</summary>
    protected List<object[]> Rows(string sql) => database.Rows(sql);

    private async Task Open()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAkka("journals", (akka, _) => akka
            .ConfigureLoggers(loggers => loggers.ClearLoggers())
            .WithCustomSerializer("remark", [typeof(Remark)], system => new RemarkSerializer(system))
            .WithSqlPersistence(connectionString: database.ConnectionString, providerName: database.ProviderName, autoInitialize: true));
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
