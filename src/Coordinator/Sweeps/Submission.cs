using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>What a submission leads to.</summary>
/// <param name="Resumed">It goes on with a sweep that was there.</param>
public sealed record Submission(SweepRow Row, bool Resumed)
{
    /// <summary>
    /// Goes on with the last sweep of the same study, when it has not ended and its grid is the same; else lists a new one. The row is stored
    /// before the sweep's journal begins, so that a sweep that has a journal is always found.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be read or written; nothing was submitted.</exception>
    public static Submission Accept(ResultsStore store, SubmitSweep request, DateTimeOffset now)
    {
        var definition = GridDefinitionJson.Read(request.Definition);
        var last = store.FindLatest(request.Study);
        if (last is not null && Continues(last, definition.Digest, request.Fresh))
        {
            return new Submission(last, Resumed: true);
        }

        var number = (last?.Number ?? 0) + 1;
        var row = new SweepRow(
            new SweepId($"{request.Study}-{number}"),
            request.Study,
            number,
            request.Definition,
            definition.Digest,
            request.StudyText,
            request.Fresh,
            definition.Objective,
            Grid.From(definition).Count,
            Priority: 0,
            now);
        store.Write(new StoreBatch { Sweeps = [row] });
        return new Submission(row, Resumed: false);
    }

    private static bool Continues(SweepRow last, string digest, bool fresh) =>
        last.Phase is SweepPhase.Active or SweepPhase.Paused && last.DefinitionDigest == digest && (last.Fresh || !fresh);
}
