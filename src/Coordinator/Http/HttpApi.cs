using System.Net;
using Akka.Actor;
using Akka.Event;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sweep.Coordinator.Results;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Http;

/// <summary>
/// A coordinator over HTTP. What can be read comes from the store; what is to be done is asked of the coordinator in charge, wherever it is,
/// so that any coordinator may be asked.
/// </summary>
public sealed class HttpApi : IAsyncDisposable
{
    /// <summary>As large as a message between machines may be.</summary>
    private const long LongestBodyBytes = 16 << 20;
    private const int MostConnections = 1000;

    private const string Contents = """
        Sweep's coordinator. There are:

          GET  /api/sweeps                        how all sweeps stand
          POST /api/sweeps                        submit one
          GET  /api/sweeps/ID                     how it stands
          GET  /api/sweeps/ID/description         objective, hyperparameters that vary, the study
          GET  /api/sweeps/ID/definition          the grid as it was submitted
          GET  /api/sweeps/ID/results             the runs that have ended
          GET  /api/sweeps/ID/epochs[?run=N]      every epoch
          GET  /api/sweeps/ID/verify              whether every cell has exactly one result
          GET  /api/sweeps/ID/events              server-sent events, to the end of the sweep
          POST /api/sweeps/ID/pause|resume|cancel
          GET  /api/artifacts/KEY                 what the run of that key has left for figures
          GET  /api/nodes                         the nodes that are here
          POST /api/nodes/NAME/drain              give it no more runs
          GET  /healthz /readyz /metrics          for probes and for Prometheus

        """;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    // Whoever holds a connection and asks nothing must not keep probes out for longer than they have patience. A response that lasts is not idle.
    private static readonly TimeSpan LongestIdleness = TimeSpan.FromSeconds(5);

    private readonly WebApplication application;
    private readonly LongReads longReads;

    private HttpApi(WebApplication application, LongReads longReads) => (this.application, this.longReads) = (application, longReads);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <param name="coordinator">Finds the one that is in charge, also in another process.</param>
    /// <param name="charge">Whether that is the one of this process.</param>
    /// <param name="artifacts">The file for what a run leaves, whether it is there or not.</param>
    /// <exception cref="IOException">Another process listens there.</exception>
    public static async Task<HttpApi> StartAsync(
        HttpOptions options, ResultsStore store, ActorSystem system, IActorRef coordinator, Charge charge, Func<RunKey, string> artifacts, TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.KeepAliveTimeout = LongestIdleness;
            kestrel.Limits.RequestHeadersTimeout = LongestIdleness;
            Listen(kestrel, options);
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        var application = builder.Build();
        var (log, longReads) = (Logging.GetLogger(system, typeof(HttpApi)), new LongReads());
        var (problems, access) = (new Problems(log), new Access(options, log, clock));
        application.Use(next => context => problems.Guard(context, next));
        application.Use(next => context => access.Check(context, next));
        application.UseRouting();
        Map(application, longReads, store, system, new CoordinatorGate(coordinator), charge, log);
        new ArtifactEndpoint(artifacts, longReads).Map(application);
        var api = new HttpApi(application, longReads);
        try
        {
            await application.StartAsync();
            return api;
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
        longReads.Dispose();
    }

    private static void Map(
        WebApplication routes, LongReads longReads, ResultsStore store, ActorSystem system, CoordinatorGate gate, Charge charge, ILoggingAdapter log)
    {
        var probe = new StoreProbe(store);
        routes.MapGet("/", context => context.Response.WriteAsync(Contents));
        new SweepEndpoints(store, longReads).Map(routes);
        new RequestEndpoints(store, gate, system).Map(routes);
        new EventEndpoint(store, gate, system, routes.Lifetime.ApplicationStopping).Map(routes);
        new NodeEndpoints(gate).Map(routes);
        new Health(probe, charge, log).Map(routes);
        new MetricsEndpoint(store, probe, gate, charge).Map(routes);
    }

    private static void Listen(KestrelServerOptions kestrel, HttpOptions options)
    {
        var isLocalhost = options.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        if (IPAddress.TryParse(options.Host, out var address))
        {
            kestrel.Listen(address, options.Port);
        }
        else if (isLocalhost && options.Port == 0)
        {
            // Which port is free may differ between the two addresses of localhost.
            kestrel.Listen(IPAddress.Loopback, options.Port);
        }
        else if (isLocalhost)
        {
            kestrel.ListenLocalhost(options.Port);
        }
        else
        {
            foreach (var named in Dns.GetHostAddresses(options.Host))
            {
                kestrel.Listen(named, options.Port);
            }
        }
    }
}
