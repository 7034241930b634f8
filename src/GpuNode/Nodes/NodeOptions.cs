using System.Collections.Immutable;

namespace Sweep.GpuNode.Nodes;

/// <summary>What a node brings, and its pace.</summary>
/// <param name="Name">Unique among the nodes of a coordinator; the host's name by default.</param>
/// <param name="Devices">Each with its number of slots: on a CPU one slot a core, because a training uses one thread.</param>
/// <param name="ReportEvery">How long reports are gathered before they are sent.</param>
/// <param name="SendAgainAfter">How long an acknowledgement is awaited before all that is unacknowledged is sent again.</param>
public sealed record NodeOptions(string Name, ImmutableArray<DeviceSlots> Devices, TimeSpan ReportEvery, TimeSpan SendAgainAfter)
{
    /// <summary>Names of the models that it can train; null where that is not said.</summary>
    public ImmutableArray<string>? Models { get; init; }

    public static NodeOptions Of(string name, params ImmutableArray<DeviceSlots> devices) =>
        new(name, devices, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(10));
}

/// <param name="Device"><c>cpu</c> or <c>cuda:N</c>.</param>
public sealed record DeviceSlots(string Device, int Slots);
