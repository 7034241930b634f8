using System.Collections.Immutable;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Nodes;

/// <summary>
/// Keeps what the runs of a node report until the coordinator has stored it: reports are gathered into numbered batches, and a batch is
/// sent again, unchanged, until it is acknowledged.
/// </summary>
/// <param name="longestBatch">The most reports in one batch.</param>
public sealed class ReportBuffer(NodeId node, string kind, int longestBatch = 500)
{
    // Of the sweeps with reports that are not stored.
    private readonly Dictionary<SweepId, Outbox> outboxes = [];

    // One count for all sweeps, so that no batch is ever taken for another one of its sweep, whose outbox was forgotten in between.
    private long lastSequence;

    /// <summary>Reports gathered or sent and not yet stored.</summary>
    public int Count => outboxes.Values.Sum(outbox => outbox.Gathered.Count + outbox.Sent.Values.Sum(batch => batch.Reports.Length));

    public void Add(RunReport report)
    {
        if (!outboxes.TryGetValue(report.Run.Sweep, out var outbox))
        {
            outboxes[report.Run.Sweep] = outbox = new Outbox();
        }

        outbox.Gathered.Add(report);
    }

    /// <summary>Closes what was gathered into batches, which are to be sent now.</summary>
    public IReadOnlyList<ReportBatch> Close()
    {
        var batches = new List<ReportBatch>();
        foreach (var (sweep, outbox) in outboxes)
        {
            foreach (var chunk in outbox.Gathered.Chunk(longestBatch))
            {
                var batch = new ReportBatch(node, kind, sweep, ++lastSequence, [.. chunk]);
                outbox.Sent.Add(batch.Sequence, batch);
                batches.Add(batch);
            }

            outbox.Gathered.Clear();
        }

        return batches;
    }

    /// <summary>All batches that were sent and not acknowledged, oldest first: to be sent again.</summary>
    public IReadOnlyList<ReportBatch> Unacknowledged() => [.. outboxes.Values.SelectMany(outbox => outbox.Sent.Values)];

    /// <summary>Forgets a batch that is stored.</summary>
    /// <returns>What was in it; empty when it was acknowledged before.</returns>
    public ImmutableArray<RunReport> Acknowledge(SweepId sweep, long sequence)
    {
        if (!outboxes.TryGetValue(sweep, out var outbox) || !outbox.Sent.Remove(sequence, out var batch))
        {
            return [];
        }

        if (outbox.Sent.Count == 0 && outbox.Gathered.Count == 0)
        {
            outboxes.Remove(sweep);
        }

        return batch.Reports;
    }

    private sealed class Outbox
    {
        public List<RunReport> Gathered { get; } = [];

        public SortedDictionary<long, ReportBatch> Sent { get; } = [];
    }
}
