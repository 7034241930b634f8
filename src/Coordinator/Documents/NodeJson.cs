using System.Text.Json;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Documents;

/// <summary>One node as its coordinator sees it.</summary>
public static class NodeJson
{
    private const string Drained = "drained";

    public static void Write(Utf8JsonWriter json, ListedNode node)
    {
        json.WriteStartObject();
        json.WriteString("name", node.Node.Name);
        json.WriteNumber("incarnation", node.Node.Incarnation);
        json.WriteString("state", State(node));
        json.WriteString("kind", node.Kind);
        json.WriteNumber("slots", node.Slots);
        json.WriteNumber("free", node.Free);
        json.WriteStartArray("running");
        foreach (var lease in node.Running)
        {
            json.WriteStartObject();
            json.WriteString("sweep", lease.Run.Sweep.Value);
            json.WriteNumber("run", lease.Run.Index);
            json.WriteNumber("attempt", lease.Attempt);
            json.WriteString("bundle", lease.Bundle.Value);
            json.WriteString("device", lease.Slot.Device);
            json.WriteNumber("slot", lease.Slot.Number);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteFigure("silent_seconds", Math.Round(node.Silence.TotalSeconds, 3));
        json.WriteTextOrNull("drain_reason", node.DrainReason);
        json.WriteEndObject();
    }

    public static ListedNode Read(JsonElement element)
    {
        var id = new NodeId(element.Text("name"), element.GetProperty("incarnation").GetInt64());
        var running = element.GetProperty("running").EnumerateArray().Select(lease => new Lease(
            new RunId(new SweepId(lease.Text("sweep")), lease.Int("run")),
            lease.Int("attempt"),
            new BundleId(lease.GetProperty("bundle").GetGuid()),
            new SlotId(id, lease.Text("device"), lease.Int("slot"))));
        return new ListedNode(
            id, element.Text("kind"), element.Int("slots"), element.Int("free"), [.. running], TimeSpan.FromSeconds(element.Figure("silent_seconds")),
            element.TextOrNull("drain_reason"), element.Text("state") == Drained);
    }

    /// <summary>Drained: it gets no bundles and trains nothing any more, so it can be ended.</summary>
    public static string State(ListedNode node) => node switch
    {
        { DrainReason: null } => "ready",
        { IsDrained: true } => Drained,
        _ => "draining",
    };
}
