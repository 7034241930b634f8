using Sweep.Coordinator.Results;
using Sweep.Messages.Events;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Drill;

/// <summary>
/// Whether every restart of a run has its reason: a line of the sweep's history that says how the attempt before it ended, by something that a
/// fault can have done to the node where it trained. Pure.
/// </summary>
/// <remarks>
/// Some attempts end without a line, and such a restart is let pass. Attempts that were handed out and trained nothing are no restarts at all. What a
/// node stops because the sweep is paused, or because its checkpoint cannot be written, is handed back without one. And where the coordinator goes
/// about when a node does, the one that knew of the attempt may be gone before it has written the line, or before it has missed the node, and the
/// next one knows nothing of it. Times of the history are not looked at: clocks jump during a drill.
/// </remarks>
/// <param name="struck">The faults that can have had a part in it.</param>
/// <param name="places">Where attempts were seen; those that nobody saw may have been anywhere.</param>
public sealed class RestartReasons(IReadOnlyList<StruckFault> struck, IReadOnlyCollection<TrainingPlace> places)
{
    // The lease of a coordinator and the time in which the next one waits for the nodes, or the lease of a node; and some more for a busy machine.
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(25);

    private static readonly string Failed = SweepEventNames.NameOf<SweepEvent.RunFailed>();
    private static readonly string Paused = SweepEventNames.NameOf<SweepEvent.SweepPaused>();
    private const string Returned = "run-returned";

    /// <summary>The faults that can have had a part in what happened since then.</summary>
    public static IReadOnlyList<StruckFault> Since(IEnumerable<StruckFault> struck, TimeSpan since) =>
        [.. struck.Where(fault => fault.Over + Aftermath >= since)];

    /// <returns>The restarts that have none.</returns>
    public IEnumerable<string> LackingIn(TrainedEpochs trained, IEnumerable<EventRow> history)
    {
        var lines = history.ToList();
        var pauses = lines.Count(line => line.Kind == Paused);
        var ends = lines.Where(line => line.Kind == Failed || line.Kind == Returned).ToLookup(line => line.Run);
        return trained.Runs.SelectMany(run => LackingOf(run, trained.AttemptsOf(run), [.. ends[run]], pauses));
    }

    private IEnumerable<string> LackingOf(int run, IReadOnlyList<int> attempts, List<EventRow> ends, int pauses)
    {
        // Each line and each blow to a node counts for one restart.
        var blows = struck.Where(fault => fault is { StrikesNodes: true, StrikesCheckpoints: false }).OrderBy(IsUnseen).ToList();
        foreach (var (attempt, next) in attempts.Zip(attempts.Skip(1)))
        {
            var own = ends.Where(line => line.Attempt == attempt).ToList();
            if (own.Find(IsByFault) is { } line)
            {
                ends.Remove(line);
                blows.Remove(blows.Find(blow => CanHit(blow, NodesOf(line)))!);
            }
            else if (own.Count > 0)
            {
                yield return $"run {run} was restarted in attempt {next}, for attempt {attempt} ended as `{own[0].Text}`{Seen(run, attempt)}, "
                    + "but no fault struck there that could have done this";
            }
            else if (ends.Find(earlier => earlier.Attempt < attempt && IsByFault(earlier)) is { } earlier)
            {
                // An earlier attempt that was taken for lost came back, and the one that had replaced it was stopped without a word.
                ends.Remove(earlier);
            }
            else if (blows.Find(blow => IsUnseen(blow) && CanHit(blow, NodesOf(run, attempt))) is { } unseen)
            {
                blows.Remove(unseen);
            }
            else if (!struck.Any(fault => fault.StrikesCheckpoints) && pauses-- <= 0)
            {
                yield return $"run {run} was restarted in attempt {next}, but the history has no `{Returned}` or `{Failed}` of attempt {attempt}"
                    + $"{Seen(run, attempt)}, and no fault explains why";
            }
        }
    }

    private bool IsByFault(EventRow line) => Enum.TryParse<FailureKind>(line.Text.Split(':')[0], out var cause) && cause switch
    {
        FailureKind.OutOfMemory => true,
        FailureKind.NodeLost or FailureKind.Preempted or FailureKind.Crashed =>
            struck.Any(fault => fault.StrikesNodes && CanHit(fault, NodesOf(line))),
        _ => false,
    };

    /// <summary>Whether the coordinator may have gone before it could write what the fault did to a node, or the node before the next one knew it.</summary>
    private bool IsUnseen(StruckFault blow) => struck.Any(fault =>
        fault.StrikesCoordinators && blow.Began <= fault.Over + Aftermath && fault.Began <= blow.Over + Aftermath);

    private static bool CanHit(StruckFault fault, IReadOnlyCollection<string> nodes) => fault.Node is null || nodes.Count == 0 || nodes.Contains(fault.Node);

    // What was returned names its node, what failed does not.
    private IReadOnlyCollection<string> NodesOf(EventRow line) =>
        line.Kind == Returned ? [line.Text.Split(": ")[1]] : NodesOf(line.Run!.Value, line.Attempt!.Value);

    private List<string> NodesOf(int run, int attempt) =>
        [.. places.Where(place => (place.Run, place.Attempt) == (run, attempt)).Select(place => place.Node).Distinct()];

    private string Seen(int run, int attempt) => NodesOf(run, attempt) is { Count: > 0 } nodes ? $" on {string.Join(" and ", nodes)}" : "";
}
