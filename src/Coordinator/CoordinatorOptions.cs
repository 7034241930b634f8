namespace Sweep.Coordinator;

/// <summary>The pace of a coordinator.</summary>
/// <param name="LeaseDuration">How long a node may be silent before its runs go elsewhere.</param>
/// <param name="PollRequestsEvery">How often the store is asked for what another process on the same root requested.</param>
/// <param name="ResumeAll">Whether all interrupted sweeps of the store go on at once, or only those that someone asks for.</param>
public sealed record CoordinatorOptions(TimeSpan LeaseDuration, TimeSpan PollRequestsEvery, bool ResumeAll)
{
    /// <summary>For one process with its own node.</summary>
    public static CoordinatorOptions Local { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(500), ResumeAll: false);
}
