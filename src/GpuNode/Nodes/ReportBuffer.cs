using System.Collections.Immutable;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Nodes;

/// <summary>
/// Keeps what the runs of a node report until the coordinator has stored it: reports are gathered into numbered batches, and a batch is
/// sent again, unchanged, until it is acknowledged. The end of a run is held back until all that the run reported in earlier batches is stored: messages
/// get lost and overtake each other, and once a run has ended nobody waits for its epochs.
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

    /// <summary>Whether ends are held back.</summary>
    public bool HoldsBack { get; private set; }

    /// <summary>Closes what was gathered into batches, which are to be sent now.</summary>
    public IReadOnlyList<ReportBatch> Close()
    {
        var batches = new List<ReportBatch>();
        HoldsBack = false;
        foreach (var (sweep, outbox) in outboxes)
        {
            while (outbox.Take(longestBatch) is { IsEmpty: false } reports)
            {
                var batch = new ReportBatch(node, kind, sweep, ++lastSequence, reports);
                outbox.Add(batch);
                batches.Add(batch);
            }

            HoldsBack |= outbox.Gathered.Count > 0;
        }

        return batches;
    }

    /// <summary>All batches that were sent and not acknowledged, oldest first: to be sent again.</summary>
    public IReadOnlyList<ReportBatch> Unacknowledged() => [.. outboxes.Values.SelectMany(outbox => outbox.Sent.Values)];

    /// <summary>Forgets a batch that is stored.</summary>
    /// <returns>What was in it; empty when it was acknowledged before.</returns>
    public ImmutableArray<RunReport> Acknowledge(SweepId sweep, long sequence)
    {
        if (!outboxes.TryGetValue(sweep, out var outbox) || outbox.Remove(sequence) is not { } batch)
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
        // In how many batches that were sent a run has reports.
        private readonly Dictionary<int, int> sentOf = [];

        public List<RunReport> Gathered { get; private set; } = [];

        public SortedDictionary<long, ReportBatch> Sent { get; } = [];

        /// <summary>The reports of the next batch, out of those gathered. Ends that have to wait stay.</summary>
        public ImmutableArray<RunReport> Take(int longest)
        {
            var (taken, left) = (ImmutableArray.CreateBuilder<RunReport>(), new List<RunReport>());
            foreach (var report in Gathered)
            {
                var mayGo = taken.Count < longest && !(report is RunReport.Ended && sentOf.ContainsKey(report.Run.Index));
                (mayGo ? taken : (ICollection<RunReport>)left).Add(report);
            }

            Gathered = left;
            return taken.ToImmutable();
        }

        public void Add(ReportBatch batch)
        {
            Sent.Add(batch.Sequence, batch);
            foreach (var run in RunsOf(batch))
            {
                sentOf[run] = sentOf.GetValueOrDefault(run) + 1;
            }
        }

        public ReportBatch? Remove(long sequence)
        {
            if (!Sent.Remove(sequence, out var batch))
            {
                return null;
            }

            foreach (var run in RunsOf(batch))
            {
                if (--sentOf[run] == 0)
                {
                    sentOf.Remove(run);
                }
            }

            return batch;
        }

        private static IEnumerable<int> RunsOf(ReportBatch batch) => batch.Reports.Select(report => report.Run.Index).Distinct();
    }
}
