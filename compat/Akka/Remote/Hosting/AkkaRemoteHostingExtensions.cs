using Akka.Hosting;

namespace Akka.Remote.Hosting;

/// <summary>Remoting as part of the configuration.</summary>
public static class AkkaRemoteHostingExtensions
{
    public static AkkaConfigurationBuilder WithRemoting(this AkkaConfigurationBuilder builder, RemoteOptions options) =>
        builder.Configure(settings => settings with { Remote = options });
}
