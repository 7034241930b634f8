using System.Text.Json;
using Sweep.Coordinator.Results;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Documents;

/// <summary>What one epoch of a run measured.</summary>
public static class EpochJson
{
    public static void Write(Utf8JsonWriter json, EpochRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("run", row.Run.Index);
        json.WriteNumber("attempt", row.Attempt);
        json.WriteNumber("epoch", row.Metrics.Epoch);
        json.WriteMetrics(row.Metrics.Metrics);
        json.WriteFigure("seconds", row.Metrics.Seconds);
        json.WriteFigure("samples_per_second", row.Metrics.SamplesPerSecond);
        json.WriteEndObject();
    }

    public static EpochRow Read(JsonElement element, SweepId sweep) => new(
        new RunId(sweep, element.Int("run")),
        element.Int("attempt"),
        new EpochMetrics(element.Int("epoch"), element.Metrics(), element.Figure("seconds"), element.Figure("samples_per_second")));
}
