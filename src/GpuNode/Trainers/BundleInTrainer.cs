using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Trainers;

/// <summary>
/// What is known of a bundle that a trainer trains: which of its runs have ended, and how far the others have come. Passes on what the
/// trainer says, and speaks for the runs of a trainer that can no longer speak.
/// </summary>
internal sealed class BundleInTrainer(AssignBundle assignment, Action<object> tell)
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock guard = new();

    // Under the guard.
    private readonly Dictionary<RunId, AssignedRun> open = assignment.Runs.ToDictionary(run => run.Spec.Id);
    private readonly Dictionary<RunId, int> saved = [];
    private TimeSpan? longestEpoch;
    private long words;

    /// <summary>The trainer is free for the next bundle.</summary>
    public Task Done => done.Task;

    /// <summary>A run ended by an error of its own, which may have left the process in disorder.</summary>
    public bool HasCrashed { get; private set; }

    /// <summary>How often the trainer has said something.</summary>
    public long Words => Interlocked.Read(ref words);

    /// <summary>Null before the first epoch here.</summary>
    public TimeSpan? LongestEpoch
    {
        get
        {
            lock (guard)
            {
                return longestEpoch;
            }
        }
    }

    public void Hear(object message)
    {
        Interlocked.Increment(ref words);
        switch (message)
        {
            case RunReport.Epoch epoch:
                Note(epoch);
                tell(epoch);
                break;
            case RunReport.Ended ended:
                if (Close(ended.Run))
                {
                    HasCrashed |= ended.Outcome is RunOutcome.Failed { Kind: FailureKind.Crashed or FailureKind.OutOfMemory };
                    tell(ended);
                }

                break;
            case CheckpointFailed failed:
                tell(failed);
                break;
            case BundleDone said when said.Bundle == assignment.Bundle:
                done.TrySetResult();
                break;
            default:
                throw new InvalidDataException($"a trainer does not say {message}");
        }
    }

    /// <summary>Ends the runs that the trainer has not ended.</summary>
    /// <param name="outcome">By the epoch of the newest checkpoint that is known here; 0 for none.</param>
    public void EndOpen(Func<int, RunOutcome> outcome)
    {
        foreach (var run in assignment.Runs.Where(run => Close(run.Spec.Id)))
        {
            tell(new RunReport.Ended(run.Spec.Id, run.Attempt, outcome(saved.GetValueOrDefault(run.Spec.Id)), run.Spec.Key));
        }
    }

    private bool Close(RunId run)
    {
        lock (guard)
        {
            return open.Remove(run);
        }
    }

    private void Note(RunReport.Epoch epoch)
    {
        lock (guard)
        {
            if (open.ContainsKey(epoch.Run) && (epoch.Restored || epoch.Saved))
            {
                saved[epoch.Run] = epoch.Metrics.Epoch;
            }

            if (!epoch.Restored)
            {
                var took = TimeSpan.FromSeconds(epoch.Metrics.Seconds);
                longestEpoch = longestEpoch is { } longest && longest > took ? longest : took;
            }
        }
    }
}
