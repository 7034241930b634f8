using System.Text.Json;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Documents;

/// <summary>How one sweep stands.</summary>
public static class StatusJson
{
    public static void Write(Utf8JsonWriter json, SweepStatus status)
    {
        json.WriteStartObject();
        json.WriteString("id", status.Id.Value);
        json.WriteString("name", status.Name);
        json.WriteString("state", DocumentWords.Of(status.Phase));
        json.WriteStartObject("runs");
        json.WriteNumber("total", status.Runs.Total);
        json.WriteNumber("waiting", status.Runs.Waiting);
        json.WriteNumber("running", status.Runs.Running);
        json.WriteNumber("completed", status.Runs.Completed);
        json.WriteNumber("failed", status.Runs.Failed);
        json.WriteNumber("cancelled", status.Runs.Cancelled);
        json.WriteEndObject();
        if (status.Best is { } best)
        {
            json.WriteStartObject("best");
            json.WriteNumber("run", best.Run.Index);
            json.WriteString("metric", best.Metric);
            json.WriteFigure("value", best.Value);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("best");
        }

        json.WriteTextOrNull("digest", status.Digest);
        json.WriteEndObject();
    }

    public static SweepStatus Read(JsonElement element)
    {
        var (id, runs, best) = (new SweepId(element.Text("id")), element.GetProperty("runs"), element.GetProperty("best"));
        return new SweepStatus(
            id,
            element.Text("name"),
            DocumentWords.Read<SweepPhase>(element.Text("state"), DocumentWords.Of),
            new RunCounts(runs.Int("waiting"), runs.Int("running"), runs.Int("completed"), runs.Int("failed"), runs.Int("cancelled")),
            best.ValueKind == JsonValueKind.Null ? null : new BestRun(new RunId(id, best.Int("run")), best.Text("metric"), best.Figure("value")),
            element.TextOrNull("digest"));
    }
}
