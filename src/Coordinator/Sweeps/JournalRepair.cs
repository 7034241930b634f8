using System.Collections.Immutable;
using Sweep.Coordinator.Results;
using Sweep.Messages.Events;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>What a journal must say after it has lost its end, for it to agree with the tables again. Pure.</summary>
public static class JournalRepair
{
    /// <param name="state">As the journal that is left tells it; nothing where all of it is lost.</param>
    /// <param name="row">As it was stored before the loss.</param>
    /// <param name="stored">The completed runs of the tables.</param>
    public static ImmutableArray<SweepEvent> Events(SweepState state, SweepRow row, IReadOnlyList<ReusedRun> stored, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<SweepEvent>();
        if (state.Submission is null)
        {
            events.Add(new SweepEvent.SweepSubmitted(row.Id, row.Name, row.Definition, row.StudyText, row.Fresh, now));
        }

        var unknown = state.Ended ? [] : stored.Where(run => state.Submission is null || state[run.Run] == RunState.Waiting);
        events.AddRange(unknown.Chunk(Reuse.RunsPerEvent).Select(runs => new SweepEvent.RunsReused([.. runs], now)));
        if (Decided(state, row, now) is { } decided)
        {
            events.Add(decided);
        }

        return events.ToImmutable();
    }

    private static SweepEvent? Decided(SweepState state, SweepRow row, DateTimeOffset now) => row.Phase switch
    {
        SweepPhase.Cancelled => SweepDecider.Cancel(state, now),
        SweepPhase.Paused => SweepDecider.Pause(state, row.PauseReason ?? "on request", now),
        SweepPhase.Active => SweepDecider.Resume(state, now),
        _ => null,
    };
}
