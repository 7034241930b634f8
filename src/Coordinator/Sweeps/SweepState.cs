using Sweep.Messages.Events;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Sweeps;

/// <summary>
/// The event-sourced state of one sweep. It changes by <see cref="Apply"/> and by nothing else. A sweep has up to millions of runs, so what
/// is kept of a run is a few bytes in arrays.
/// </summary>
public sealed class SweepState
{
    // Changed by Apply alone. Null and empty before SweepSubmitted.
    private RunState[] runs = [];
    private byte[] failures = [];
    private byte[] memoryFailures = [];
    private int[] failedAttempts = [];
    private readonly int[] counts = new int[5];

    public SweepId Id { get; private set; }

    public SweepEvent.SweepSubmitted? Submission { get; private set; }

    public SweepPhase Phase { get; private set; }

    public string? PauseReason { get; private set; }

    /// <summary>Null while it has not ended.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The number of runs of the grid.</summary>
    public int Total => runs.Length;

    /// <summary>Runs that have their accepted result.</summary>
    public int Completed => counts[(int)RunState.Completed];

    public int Failed => counts[(int)RunState.Failed];

    public int Cancelled => counts[(int)RunState.Cancelled];

    /// <summary>Runs that have not ended: waiting or running, which only the leases tell apart.</summary>
    public int Open => counts[(int)RunState.Waiting];

    /// <summary>Those runs, in order.</summary>
    public IEnumerable<int> OpenRuns => Enumerable.Range(0, Total).Where(run => runs[run] == RunState.Waiting);

    public bool Ended => Phase is SweepPhase.Completed or SweepPhase.Cancelled;

    /// <summary>Never <see cref="RunState.Running"/>: a lease is no event.</summary>
    public RunState this[int run] => runs[run];

    /// <summary>How often this run failed by itself.</summary>
    public int FailuresOf(int run) => failures[run];

    /// <summary>How often this run failed in one way.</summary>
    public int FailuresOf(int run, FailureKind kind) => kind switch
    {
        FailureKind.OutOfMemory => memoryFailures[run],
        FailureKind.Crashed => failures[run] - memoryFailures[run],

        // The first is the last, or does not count.
        _ => 0,
    };

    /// <summary>The last attempt of this run that failed; 0 when none did. What is said of it, or of an earlier one, is said again.</summary>
    public int FailedAttemptOf(int run) => failedAttempts[run];

    /// <param name="event">The next event of the journal.</param>
    /// <param name="total">The number of cells of the submitted grid; needed with <see cref="SweepEvent.SweepSubmitted"/> alone.</param>
    /// <exception cref="InvalidOperationException">The event cannot follow those before it: the journal is damaged, or there is a bug.</exception>
    public void Apply(SweepEvent @event, int total = 0)
    {
        switch (@event)
        {
            case SweepEvent.SweepSubmitted submitted:
                Require(Submission is null, @event, "it is submitted already");
                (Id, Submission) = (submitted.Sweep, submitted);
                (runs, failures, memoryFailures, failedAttempts) = (new RunState[total], new byte[total], new byte[total], new int[total]);
                counts[(int)RunState.Waiting] = total;
                break;
            case SweepEvent.RunsReused reused:
                foreach (var run in reused.Runs)
                {
                    Move(run.Run, RunState.Completed, @event);
                }

                break;
            case SweepEvent.RunCompleted completed:
                Move(completed.Run, RunState.Completed, @event);
                break;
            case SweepEvent.RunFailed failed:
                RequireOpen(failed.Run, @event);
                Count(failures, failed.Run);
                failedAttempts[failed.Run] = Math.Max(failedAttempts[failed.Run], failed.Attempt);
                if (failed.Failure == FailureKind.OutOfMemory)
                {
                    Count(memoryFailures, failed.Run);
                }

                if (failed.Final)
                {
                    Move(failed.Run, RunState.Failed, @event);
                }

                break;
            case SweepEvent.SweepPaused paused:
                Require(Phase == SweepPhase.Active, @event, $"it is {Phase}");
                (Phase, PauseReason) = (SweepPhase.Paused, paused.Reason);
                break;
            case SweepEvent.SweepResumed:
                Require(Phase == SweepPhase.Paused, @event, $"it is {Phase}");
                (Phase, PauseReason) = (SweepPhase.Active, null);
                break;
            case SweepEvent.SweepCancelled cancelled:
                Require(!Ended, @event, $"it is {Phase}");
                CancelOpenRuns();
                (Phase, PauseReason, EndedAt) = (SweepPhase.Cancelled, null, cancelled.At);
                break;
            case SweepEvent.SweepEnded ended:
                Require(!Ended && Open == 0, @event, $"it is {Phase} with {Open} open runs");
                (Phase, PauseReason, EndedAt) = (SweepPhase.Completed, null, ended.At);
                break;
            default:
                throw new InvalidOperationException($"Sweep {Id} cannot apply {@event.GetType().Name}.");
        }
    }

    private void CancelOpenRuns()
    {
        for (var run = 0; run < runs.Length; run++)
        {
            if (runs[run] == RunState.Waiting)
            {
                runs[run] = RunState.Cancelled;
            }
        }

        counts[(int)RunState.Cancelled] += counts[(int)RunState.Waiting];
        counts[(int)RunState.Waiting] = 0;
    }

    private static void Count(byte[] counts, int run) => counts[run] = (byte)Math.Min(byte.MaxValue, counts[run] + 1);

    private void Move(int run, RunState to, SweepEvent cause)
    {
        RequireOpen(run, cause);
        counts[(int)runs[run]]--;
        counts[(int)to]++;
        runs[run] = to;
    }

    private void RequireOpen(int run, SweepEvent cause)
    {
        Require(run >= 0 && run < runs.Length, cause, $"it has no run {run}");
        Require(runs[run] == RunState.Waiting, cause, $"run {run} is {runs[run]}");
    }

    private void Require(bool condition, SweepEvent cause, string state)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"Sweep {Id} cannot apply {SweepEventNames.NameOf(cause)}: {state}.");
        }
    }
}
