using System.Globalization;
using System.Text;
using Sweep.Coordinator.Documents;
using Sweep.Coordinator.Results;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Http;

/// <summary>
/// What a monitoring system reads. Only the coordinator in charge tells of sweeps and nodes, so that the sum over all coordinators counts
/// nothing twice.
/// </summary>
/// <param name="Cluster">Null on a standby.</param>
/// <param name="Totals">Null on a standby, or while the store is away.</param>
/// <remarks>https://prometheus.io/docs/instrumenting/exposition_formats/</remarks>
internal sealed record Metrics(bool IsInCharge, bool IsStoreReachable, NodesListed? Cluster, IReadOnlyList<PhaseTotal>? Totals)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder page = new();

    public string ToPage()
    {
        page.Clear();
        Gauge("sweep_coordinator_in_charge", "1 on the coordinator that hands out runs, 0 on a standby.", IsInCharge ? 1 : 0);
        Gauge("sweep_store_reachable", "1 when this coordinator can read its database.", IsStoreReachable ? 1 : 0);
        if (Cluster is { } cluster)
        {
            Of(cluster);
        }

        if (Totals is { } totals)
        {
            Of(totals, Cluster?.Nodes.Sum(node => node.Running.Length) ?? 0);
        }

        return page.ToString();
    }

    private void Of(NodesListed cluster)
    {
        Gauge("sweep_store_write_failing", "1 while nothing can be written; no new runs are started.", cluster.StoreError is null ? 0 : 1);
        Counter("sweep_store_write_failures_total", "Times that writing began to fail since this coordinator is in charge.", cluster.StoreFailures);
        Counter("sweep_nodes_lost_total", "Nodes that fell silent, or left without being drained, since this coordinator is in charge.", cluster.NodesLost);
        string[] states = ["ready", "draining", "drained"];
        Gauges("sweep_nodes", "Nodes by state.", states.Select(state => (state, (double)cluster.Nodes.Count(node => NodeJson.State(node) == state))));
        var ready = cluster.Nodes.Where(node => node.DrainReason is null).ToList();
        var (slots, free) = (cluster.Nodes.Sum(node => node.Slots), cluster.Nodes.Sum(node => node.Free));
        Gauges("sweep_slots", "Slots by state: those free on a node that is drained are withheld.", [
            ("free", ready.Sum(node => node.Free)), ("busy", slots - free), ("withheld", free - ready.Sum(node => node.Free))]);
    }

    private void Of(IReadOnlyList<PhaseTotal> totals, int training)
    {
        Gauges("sweep_sweeps", "Sweeps of the store by state.", Enum.GetValues<SweepPhase>().Select(phase =>
            (DocumentWords.Of(phase), (double)(totals.FirstOrDefault(total => total.Phase == phase)?.Sweeps ?? 0))));
        var open = totals.Sum(total => total.Runs.Waiting);
        var running = Math.Min(open, training);
        Gauges("sweep_runs", "Runs of all sweeps of the store by state.", Enum.GetValues<RunState>().Select(state => (DocumentWords.Of(state), state switch
        {
            RunState.Waiting => open - running,
            RunState.Running => running,
            _ => (double)totals.Sum(total => total.Runs[state]),
        })));
    }

    private void Gauge(string name, string help, double value) => Family(name, "gauge", help, [("", value)]);

    private void Counter(string name, string help, double value) => Family(name, "counter", help, [("", value)]);

    private void Gauges(string name, string help, IEnumerable<(string State, double Value)> values) =>
        Family(name, "gauge", help, values.Select(value => ($"{{state=\"{value.State}\"}}", value.Value)));

    private void Family(string name, string type, string help, IEnumerable<(string Labels, double Value)> samples)
    {
        page.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (var (labels, value) in samples)
        {
            page.Append(name).Append(labels).Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }
    }
}
