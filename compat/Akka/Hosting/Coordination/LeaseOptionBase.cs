using Akka.Actor.Setup;

namespace Akka.Hosting.Coordination;

/// <summary>A kind of lease as part of the configuration.</summary>
public abstract class LeaseOptionBase
{
    /// <summary>Where its settings are.</summary>
    public abstract string ConfigPath { get; }

    public abstract Type Class { get; }

    public abstract void Apply(AkkaConfigurationBuilder builder, Setup? setup = null);
}
