using Akka.Actor;

namespace Sweep.Coordinator;

/// <summary>The pace of a coordinator.</summary>
/// <param name="LeaseDuration">How long a node may be silent before its runs go elsewhere.</param>
/// <param name="PollRequestsEvery">How often the store is asked for what another process on the same root requested.</param>
/// <param name="ResumeAll">Whether all interrupted sweeps of the store go on at once, or only those that someone asks for.</param>
public sealed record CoordinatorOptions(TimeSpan LeaseDuration, TimeSpan PollRequestsEvery, bool ResumeAll)
{
    /// <summary>
    /// This process among coordinators that may take each other's place, a name that no other ever had: the unique address in the cluster.
    /// The coordinator then takes charge of the store before it does anything, and stops when another one has. Null where it is the only one.
    /// </summary>
    public string? Holder { get; init; }

    /// <summary>Nobody was in charge before it, or is beside it: it knows all that its node trains.</summary>
    public bool IsAlone => this is { Holder: null, ResumeAll: false };

    /// <summary>Is told whether this coordinator is in charge; null where nobody asks.</summary>
    public Charge? Charge { get; init; }

    /// <summary>Makes who answers the conversation about files (<c>FileProtocol.cs</c>); null where every node works in the coordinator's own root.</summary>
    public Props? Files { get; init; }

    /// <summary>Takes the place of the writer of results in a test.</summary>
    internal Props? Results { get; init; }

    /// <summary>For one process with its own node.</summary>
    public static CoordinatorOptions Local { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(500), ResumeAll: false);

    /// <summary>For the one coordinator of a cluster: nodes may still train what an earlier one handed out.</summary>
    public static CoordinatorOptions Clustered(string holder) =>
        new(TimeSpan.FromSeconds(8), TimeSpan.FromMilliseconds(500), ResumeAll: true) { Holder = holder };
}
