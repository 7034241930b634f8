namespace Sweep.Akka.Tests.Support;

/// <summary>Tests with several systems, or thousands of connections, run one after the other and beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Network
{
    public const string Name = "network";
}
