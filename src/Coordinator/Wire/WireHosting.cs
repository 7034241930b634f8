using Akka.Hosting;
using Sweep.Messages.Protocol;

namespace Sweep.Coordinator.Wire;

/// <summary>How the machines of a cluster talk, as part of an actor system's configuration.</summary>
public static class WireHosting
{
    /// <summary>Sends the messages of the protocol in their own form, and refuses all other types.</summary>
    /// <param name="secret">Shared by all machines of a cluster; empty on loopback.</param>
    public static AkkaConfigurationBuilder WithSweepProtocol(this AkkaConfigurationBuilder akka, byte[] secret) => akka
        .WithCustomSerializer("sweep-protocol", ProtocolNames.Types, system => new ProtocolSerializer(system, secret))
        .AddHocon($"akka.actor.serializers.json = \"{typeof(NoOtherTypes).FullName}, {typeof(NoOtherTypes).Assembly.GetName().Name}\"", HoconAddMode.Prepend);

    /// <summary>Says once, not at every attempt, that another process cannot be reached.</summary>
    public static AkkaConfigurationBuilder WithOutageLog(this AkkaConfigurationBuilder akka, TimeProvider clock) => akka
        .AddHocon("akka.remote.log-remote-lifecycle-events = error", HoconAddMode.Prepend)
        .WithActors((system, _) => system.ActorOf(OutageLog.Props(clock), "outage-log"));
}
