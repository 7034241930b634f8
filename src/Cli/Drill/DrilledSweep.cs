using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Messages.Events;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Drill;

/// <summary>What the database says of the sweep that is being drilled. Where it does not answer, nothing is known.</summary>
internal sealed class DrilledSweep(ResultsStore store, SweepId sweep)
{
    private static readonly TimeSpan ProgressLasts = TimeSpan.FromSeconds(3);

    private static readonly string[] Pausing = [SweepEventNames.NameOf<SweepEvent.SweepPaused>(), SweepEventNames.NameOf<SweepEvent.SweepResumed>()];

    private static readonly string Failed = SweepEventNames.NameOf<SweepEvent.RunFailed>();

    private readonly HashSet<TrainingPlace> places = [];

    public SweepId Id => sweep;

    public bool HasEnded => Ask(() => store.FindSweep(sweep)?.Phase) is SweepPhase.Completed or SweepPhase.Cancelled;

    /// <summary>The runs in training now, by what was stored within the last moments.</summary>
    public IReadOnlyList<TouchedRun> InTraining() => Ask(() =>
    {
        if (store.FindProgress(sweep) is not { } progress || (TimeProvider.System.GetUtcNow() - progress.Updated).Duration() > ProgressLasts)
        {
            return null;
        }

        var trained = Read();
        return See(progress)
            .Where(run => run.Epoch > 0 && run.Epoch < run.Epochs)
            .Select(run => new TouchedRun(
                run.Run.Index, Math.Max(run.Attempt, trained.LastAttemptOf(run.Run.Index)), trained.LastOf(run.Run.Index), run.Slot.Node.Name))
            .ToList();
    }) ?? [];

    /// <summary>Whether a run has come further than it was, or to its end.</summary>
    /// <param name="inAnotherAttempt">That attempt is over.</param>
    public bool HasGoneOn(TouchedRun run, bool inAnotherAttempt) => Ask(() => (bool?)(
        store.FindResult(new RunId(sweep, run.Run)) is not null || Read().LastOf(run.Run, inAnotherAttempt ? run.Attempt + 1 : 0) > run.Epoch)) ?? false;

    /// <summary>Keeps in mind where runs are in training now.</summary>
    public void Look() => Ask(() => store.FindProgress(sweep) is { } progress ? See(progress) : null);

    /// <summary>The same runs, as far as they have come by now.</summary>
    public IReadOnlyList<TouchedRun> Again(IReadOnlyList<TouchedRun> runs) => Ask(() =>
    {
        var trained = Read();
        return runs.Select(run => run with { Epoch = trained.LastOf(run.Run) }).ToList();
    }) ?? runs;

    /// <returns>Null where that is not known.</returns>
    public TrainedEpochs? Trained() => Ask(Read);

    /// <summary>
    /// Whether the history says that an attempt failed by itself: a fault that had struck before was heard of only now. Whether it had is asked when the
    /// sweep has ended, see <see cref="RestartReasons"/>.
    /// </summary>
    public bool HasFailed(int run, int attempt) =>
        Ask(() => (bool?)store.Events(sweep).Any(line => line.Kind == Failed && line.Run == run && line.Attempt == attempt)) ?? false;

    /// <summary>How often the sweep was paused or resumed.</summary>
    public int Pauses() => Ask(() => (int?)store.Events(sweep).Count(line => Pausing.Contains(line.Kind))) ?? 0;

    public void ResumeIfPaused() => Ask(() =>
    {
        if (store.FindSweep(sweep)?.Phase == SweepPhase.Paused)
        {
            store.AddRequest(sweep, RequestKind.Resume, TimeProvider.System.GetUtcNow());
        }

        return "done";
    });

    /// <summary>
    /// What <c>sweep verify</c> finds, whether the digest is that of the undisturbed run, whether each attempt that failed counted once, and whether
    /// each restart had a reason.
    /// </summary>
    /// <param name="struck">What can have had a part in it.</param>
    /// <returns>Null where that is not known.</returns>
    public IReadOnlyList<string>? Verify(string expectedDigest, IReadOnlyList<StruckFault> struck) => Ask(() =>
    {
        var row = store.FindSweep(sweep)!;
        var verification = Verification.Of(Grid.From(GridDefinitionJson.Read(row.Definition)).Keys(), store.Results(sweep), store.EpochCounts(sweep));
        var found = verification.Violations.Select(violation => $"{sweep}: {violation.Message}").ToList();
        if (verification.Digest != expectedDigest)
        {
            found.Add($"{sweep}: the digest is {verification.Digest}, but {expectedDigest} when nothing is disturbed");
        }

        var history = store.Events(sweep).ToList();
        var lacking = new RestartReasons(struck, places).LackingIn(Read(), history);
        found.AddRange(RepeatedFailures.In(history).Concat(lacking).Select(wrong => $"{sweep}: {wrong}"));
        return found;
    });

    private TrainedEpochs Read() => new(store.Attempts(sweep));

    private IReadOnlyList<RunProgress> See(ProgressRow row)
    {
        IReadOnlyList<RunProgress> shown = ProgressJson.Read(row).Shown;
        places.UnionWith(shown.Select(run => new TrainingPlace(run.Run.Index, run.Attempt, run.Slot.Node.Name)));
        return shown;
    }

    private static T? Ask<T>(Func<T?> question)
    {
        try
        {
            return question();
        }
        catch (StoreException)
        {
            return default;
        }
    }
}
