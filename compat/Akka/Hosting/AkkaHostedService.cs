using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>Starts the system with the host; on the host's stop runs the coordinated shutdown; stops the host when the system has terminated.</summary>
public class AkkaHostedService(
    AkkaConfigurationBuilder configurationBuilder,
    IServiceProvider serviceProvider,
    ILogger<AkkaHostedService> logger,
    IHostApplicationLifetime? applicationLifetime) : IHostedService
{
    private ActorSystem? _system;

    public virtual async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _system = serviceProvider.GetRequiredService<ActorSystem>();
            await configurationBuilder.Start(_system).ConfigureAwait(false);
            _ = StopHostAfter(_system);
        }
        catch (Exception failure)
        {
            logger.LogCritical(failure, "Unable to start AkkaHostedService - shutting down application");
            await StopAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    public virtual async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_system is not null)
        {
            await CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ClrExitReason.Instance).ConfigureAwait(false);
        }
    }

    private async Task StopHostAfter(ActorSystem system)
    {
        await system.WhenTerminated.ConfigureAwait(false);
        applicationLifetime?.StopApplication();
    }
}
