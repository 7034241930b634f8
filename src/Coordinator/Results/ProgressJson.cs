using System.Collections.Immutable;
using System.Text.Json;
using Sweep.Messages.Parameters;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>The runs in training, as they lie in the progress table for other processes to show.</summary>
public static class ProgressJson
{
    public static string Write(IEnumerable<RunProgress> running) => JsonSerializer.Serialize(running.Select(Row.From));

    /// <exception cref="JsonException">The text is not what <see cref="Write"/> writes.</exception>
    public static ImmutableArray<RunProgress> Read(SweepId sweep, string json) =>
        [.. (JsonSerializer.Deserialize<List<Row>>(json) ?? []).Select(row => row.ToProgress(sweep))];

    private sealed record Row(int Run, int Attempt, string Node, long Incarnation, string Device, int Slot, string Cell, int Epoch, int Epochs, string Metrics)
    {
        public static Row From(RunProgress run) => new(
            run.Run.Index,
            run.Attempt,
            run.Slot.Node.Name,
            run.Slot.Node.Incarnation,
            run.Slot.Device,
            run.Slot.Number,
            ParameterJson.Write(run.Cell),
            run.Epoch,
            run.Epochs,
            MetricJson.Write(run.Metrics));

        public RunProgress ToProgress(SweepId sweep) => new(
            new RunId(sweep, Run),
            Attempt,
            new SlotId(new NodeId(Node, Incarnation), Device, Slot),
            ParameterJson.Read(Cell),
            Epoch,
            Epochs,
            MetricJson.Read(Metrics));
    }
}
