using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Nodes;

/// <summary>
/// On which nodes runs of the sweeps at work have crashed, and on which they have trained: whether it is a node that fails, or a study that would fail
/// anywhere. Pure.
/// </summary>
/// <remarks>Held in memory: after a change of the coordinator it knows less, and rather takes a fault for the node's.</remarks>
public sealed class CrashReports
{
    // A sweep of which more runs crash can be judged without them.
    private const int MostRuns = 10_000;

    private readonly Dictionary<SweepId, Sites> sites = [];

    public void Note(ReportBatch batch)
    {
        foreach (var report in batch.Reports)
        {
            if (report is RunReport.Epoch { Restored: false })
            {
                Note(Of(batch.Sweep).Trained, batch.Node.Name);
            }
            else if (report is RunReport.Ended { Outcome: RunOutcome.Failed { Kind: FailureKind.Crashed } })
            {
                Note(Of(batch.Sweep), report.Run.Index, batch.Node.Name);
            }
        }
    }

    /// <summary>
    /// Whether what crashed on a node would have crashed on others: each of its runs has crashed on another, or is of a sweep that has crashed on others and
    /// trained on none of them.
    /// </summary>
    public bool AreOfRuns(NodeId node, IReadOnlyCollection<RunId> runs)
    {
        return runs.Count > 0 && runs.All(WouldCrashElsewhere);

        bool WouldCrashElsewhere(RunId run) => sites.TryGetValue(run.Sweep, out var known)
            && ((known.Crashed.Exists(IsOther) && !known.Trained.Exists(IsOther)) || known.ByRun.GetValueOrDefault(run.Index, []).Exists(IsOther));

        bool IsOther(string name) => name != node.Name;
    }

    /// <summary>The sweep has ended.</summary>
    public void Forget(SweepId sweep) => sites.Remove(sweep);

    private Sites Of(SweepId sweep)
    {
        if (!sites.TryGetValue(sweep, out var known))
        {
            sites.Add(sweep, known = new Sites([], [], []));
        }

        return known;
    }

    private static void Note(Sites known, int run, string node)
    {
        Note(known.Crashed, node);
        if (!known.ByRun.TryGetValue(run, out var nodes) && known.ByRun.Count < MostRuns)
        {
            known.ByRun.Add(run, nodes = []);
        }

        Note(nodes ?? [], node);
    }

    private static void Note(List<string> nodes, string node)
    {
        if (!nodes.Contains(node))
        {
            nodes.Add(node);
        }
    }

    // Nodes by their names, which are few.
    private sealed record Sites(List<string> Crashed, List<string> Trained, Dictionary<int, List<string>> ByRun);
}
