using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>What a submission leads to.</summary>
/// <param name="Resumed">It goes on with a sweep that was there, or finds that done.</param>
public sealed record Submission(SweepRow Row, bool Resumed)
{
    /// <summary>Every run of it has completed: there is nothing to do.</summary>
    public bool IsDone { get; private init; }

    // Each loss of a number means that somebody else won it, so this many would have to submit one study at one moment.
    private const int MostTries = 100;

    /// <summary>
    /// Goes on with the last sweep of the same study and grid, when it has not ended; finds that a sweep of the same grid has
    /// completed every run, unless they are wanted afresh; else lists a new one. The row is stored
    /// before the sweep's journal begins, so that a sweep that has a journal is always found. Of several who submit at the same time each
    /// gets a number of its own, or, where the grids are the same, all of them get the one sweep.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be read or written; nothing was submitted.</exception>
    public static Submission Accept(ResultsStore store, SubmitSweep request, DateTimeOffset now)
    {
        var definition = GridDefinitionJson.Read(request.Definition);
        var total = Grid.From(definition).Count;
        for (var tries = 0; tries < MostTries; tries++)
        {
            // The number first: whoever lists the same grid between the two questions is either seen by the second or has taken the number.
            var number = (store.FindLatest(request.Study)?.Number ?? 0) + 1;
            if (store.FindLatest(request.Study, definition.Digest) is { } same && Continues(same, request.Fresh))
            {
                return new Submission(Prioritized(store, same, request.Priority), Resumed: true);
            }

            if (!request.Fresh && store.FindDone(request.Study, definition.Digest) is { } done)
            {
                return new Submission(done, Resumed: true) { IsDone = true };
            }

            var row = New(request, definition, number, total, now);
            if (store.Add(row))
            {
                return new Submission(row, Resumed: false);
            }
        }

        throw new StoreException(
            StoreFailure.Busy,
            $"{request.Study} was not submitted: {MostTries} times in a row another submission took its number in {store.Database}. Try again.");
    }

    private static SweepRow New(SubmitSweep request, GridDefinition definition, int number, int total, DateTimeOffset now) => new(
        new SweepId($"{request.Study}-{number}"),
        request.Study,
        number,
        request.Definition,
        definition.Digest,
        request.StudyText,
        request.Fresh,
        definition.Objective,
        total,
        request.Priority ?? 0,
        now);

    private static bool Continues(SweepRow same, bool fresh) => same.Phase is SweepPhase.Active or SweepPhase.Paused && (same.Fresh || !fresh);

    private static SweepRow Prioritized(ResultsStore store, SweepRow row, int? priority)
    {
        if (priority is not { } wanted || wanted == row.Priority)
        {
            return row;
        }

        store.SetPriority(row.Id, wanted);
        return row with { Priority = wanted };
    }
}
