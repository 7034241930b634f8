using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster;

/// <summary>What a system is called among others, and which part it plays.</summary>
public class Cluster
{
    private Cluster(ActorSystemImpl system)
    {
        var remoting = system.Remoting ?? throw new ConfigurationException(
            $"{system.Name} is in no cluster: configure it with WithRemoting and WithClustering");
        SelfUniqueAddress = new UniqueAddress(remoting.Address, unchecked((int)remoting.Self.Uid));
        SelfRoles = [.. system.Settings.Cluster?.Roles ?? []];
    }

    /// <summary>No two processes have the same, also where one comes after the other at one address.</summary>
    public UniqueAddress SelfUniqueAddress { get; }

    internal IReadOnlyCollection<string> SelfRoles { get; }

    public static Cluster Get(ActorSystem system) => ((ActorSystemImpl)system).Extension(extended => new Cluster((ActorSystemImpl)extended));
}

/// <summary>An address and the incarnation of the system there.</summary>
public sealed record UniqueAddress(Address Address, int Uid)
{
    public override string ToString() => $"UniqueAddress: ({Address}, {Uid})";
}
