using System.Collections.Immutable;
using System.Text.Json;
using Sweep.Messages.Parameters;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>
/// What lies in the progress table: for other processes to show how many runs are in training and those that fit a screen, and for the next process
/// that works on the sweep all attempts that were begun.
/// </summary>
public static class ProgressJson
{
    /// <param name="lastAttempts">Of each run that was begun and has not ended.</param>
    public static string Write(SweepProgress progress, IReadOnlyDictionary<int, int> lastAttempts) => JsonSerializer.Serialize(
        new Document(progress.Status.Runs.Running, [.. progress.Running.Select(Row.From)], lastAttempts.ToDictionary()));

    /// <exception cref="JsonException">The text is not what <see cref="Write"/> writes.</exception>
    public static RunsInTraining Read(ProgressRow stored)
    {
        // Earlier versions wrote the rows alone.
        var document = stored.Progress.StartsWith('[')
            ? new Document(null, JsonSerializer.Deserialize<List<Row>>(stored.Progress)!, null)
            : JsonSerializer.Deserialize<Document>(stored.Progress) ?? new Document(0, [], null);
        return new RunsInTraining(
            stored.Updated, document.Running ?? document.Rows.Count, [.. document.Rows.Select(row => row.ToProgress(stored.Sweep))])
        {
            LastAttempts = document.LastAttempts ?? document.Rows.ToDictionary(row => row.Run, row => row.Attempt),
        };
    }

    private sealed record Document(int? Running, List<Row> Rows, Dictionary<int, int>? LastAttempts);

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
