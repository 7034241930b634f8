using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Nodes;

/// <summary>
/// How fast a slot of each node trains: the estimated floating-point operations of what it reported, over the seconds that this took it. A
/// moving average in which each report counts a tenth less once the next one has come. Pure.
/// </summary>
/// <remarks>Estimates are rough and differ from model to model, so only the ratio of two nodes means something.</remarks>
public sealed class NodeSpeeds
{
    private const double Fading = 0.9;

    private readonly Dictionary<NodeId, (double Flops, double Seconds)> measured = [];

    /// <summary>A slot of that node has trained so much.</summary>
    public void Add(NodeId node, double flops, double seconds)
    {
        if (flops > 0 && seconds > 0)
        {
            var (oldFlops, oldSeconds) = measured.GetValueOrDefault(node);
            measured[node] = ((oldFlops * Fading) + flops, (oldSeconds * Fading) + seconds);
        }
    }

    public void Forget(NodeId node) => measured.Remove(node);

    /// <summary>Operations in a second; null before anything is known.</summary>
    public double? Of(NodeId node) => measured.TryGetValue(node, out var sum) ? sum.Flops / sum.Seconds : null;
}
