using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>Whether every cell of a grid has exactly one accepted result, and the digest of those.</summary>
public sealed record Verification(string Digest, int Completed, IReadOnlyList<Violation> Violations)
{
    public bool IsComplete => Violations.Count == 0;

    /// <param name="expected">The keys of the grid's cells in order.</param>
    /// <param name="results">What is stored, in order of the run.</param>
    /// <param name="epochs">Stored epochs of completed runs, in order of the run; a run without any may be left out.</param>
    public static Verification Of(IEnumerable<RunKey> expected, IEnumerable<ResultRow> results, IEnumerable<EpochCount> epochs)
    {
        var violations = new List<Violation>();
        var digest = new SweepDigest();
        using var stored = results.GetEnumerator();
        using var counts = epochs.GetEnumerator();
        var (hasStored, hasCount, run) = (stored.MoveNext(), counts.MoveNext(), 0);

        foreach (var key in expected)
        {
            for (; hasCount && counts.Current.Run < run; hasCount = counts.MoveNext()) { }

            var found = 0;
            for (; hasStored && stored.Current.Run.Index <= run; hasStored = stored.MoveNext())
            {
                if (stored.Current.Run.Index < run)
                {
                    violations.Add(Violation.Stranger(stored.Current));
                }
                else if (++found > 1)
                {
                    violations.Add(new(ViolationKind.Twice, run, $"Run {run} has more than one result."));
                }
                else
                {
                    Check(stored.Current, key, hasCount && counts.Current.Run == run ? counts.Current.Epochs : 0, violations, digest);
                }
            }

            if (found == 0)
            {
                violations.Add(new(ViolationKind.Missing, run, $"Run {run} has no result."));
            }

            run++;
        }

        for (; hasStored; hasStored = stored.MoveNext())
        {
            violations.Add(Violation.Stranger(stored.Current));
        }

        return new Verification(digest.ToHex(), digest.Count, violations);
    }

    private static void Check(ResultRow result, RunKey key, int epochs, List<Violation> violations, SweepDigest digest)
    {
        var run = result.Run.Index;
        if (result.Key != key)
        {
            violations.Add(new(ViolationKind.WrongKey, run, $"Run {run} has the key {key} in the grid, but its result has {result.Key}."));
        }

        if (result.State != RunState.Completed)
        {
            violations.Add(
                new(
                    ViolationKind.NotCompleted,
                    run,
                    $"Run {run} is {result.State.ToString().ToLowerInvariant()}{(result.Error is null ? "" : ": " + result.Error.TrimEnd('.'))}."));
            return;
        }

        if (epochs != result.Epochs)
        {
            violations.Add(new(ViolationKind.Epochs, run, $"Run {run} trained {result.Epochs} epochs, but {epochs} are stored."));
        }

        digest.Add(result.Key, result.Metrics);
    }
}

/// <param name="Run">Index of the run.</param>
public sealed record Violation(ViolationKind Kind, int Run, string Message)
{
    internal static Violation Stranger(ResultRow result) =>
        new(ViolationKind.Stranger, result.Run.Index, $"Run {result.Run.Index} has a result, but is not where a cell of the grid should be.");
}

public enum ViolationKind
{
    /// <summary>A cell without result.</summary>
    Missing,

    /// <summary>A cell with more than one.</summary>
    Twice,

    /// <summary>A result of no cell.</summary>
    Stranger,

    /// <summary>A result of other hyperparameters than the cell's.</summary>
    WrongKey,

    /// <summary>The run failed or was cancelled.</summary>
    NotCompleted,

    /// <summary>More or fewer epochs are stored than were trained.</summary>
    Epochs,
}
