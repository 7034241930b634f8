using Sweep.Coordinator;
using Sweep.Coordinator.Documents;
using Sweep.GpuNode.Nodes;

namespace Sweep.Cli.Servers;

/// <summary>Waits until a node that was told to stop trains nothing any more.</summary>
/// <param name="incarnation">Of the node: one that was started again under its name is another.</param>
internal sealed class DrainWait(SweepServer server, string node, long incarnation, TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    // Where the coordinator changes, the next one knows no node until that speaks to it, and gives its runs to others no sooner than this.
    private static readonly TimeSpan LongestUnknown = CoordinatorOptions.Clustered("").LeaseDuration + CoordinatorLink.Pulse;

    /// <summary>Asks until there is an answer: a coordinator that is away may come back.</summary>
    /// <param name="interruption">Also of the wait's own limit.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="OperationCanceledException">Neither came about until then.</exception>
    public async Task<DrainEnd> RunAsync(CancellationToken interruption)
    {
        long? unknownSince = null;
        while (true)
        {
            try
            {
                var nodes = await server.GetAllAsync("/api/nodes", NodeJson.Read, interruption);
                if (nodes.FirstOrDefault(listed => listed.Node.Name == node && listed.Node.Incarnation == incarnation) is { } found)
                {
                    unknownSince = null;
                    if (found.IsDrained)
                    {
                        return DrainEnd.Drained;
                    }
                }
                else if (clock.GetElapsedTime(unknownSince ??= clock.GetTimestamp()) > LongestUnknown)
                {
                    return DrainEnd.Left;
                }
            }
            catch (CommandFailed away) when (away.ExitCode == ExitCode.Infrastructure)
            {
                // Nothing is known of the time in which nobody answered.
                unknownSince = null;
            }

            await Task.Delay(Period, clock, interruption);
        }
    }
}
