using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Documents;

/// <summary>States and reasons as the words that programs read. Never renamed.</summary>
public static class DocumentWords
{
    public static string Of(RunState state) => state.ToString().ToLowerInvariant();

    public static string Of(SweepPhase phase) => phase.ToString().ToLowerInvariant();

    public static string Of(FailureKind kind) => kind switch
    {
        FailureKind.Preempted => "preempted",
        FailureKind.NodeLost => "node-lost",
        FailureKind.OutOfMemory => "oom",
        FailureKind.Crashed => "crashed",
        FailureKind.Diverged => "diverged",
        FailureKind.BadConfig => "bad-config",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of failure."),
    };

    /// <exception cref="FormatException">It is none of them.</exception>
    public static T Read<T>(string? text, Func<T, string> word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (word(value) == text)
            {
                return value;
            }
        }

        throw new FormatException($"`{text}` is no {typeof(T).Name}; those known are {string.Join(", ", Enum.GetValues<T>().Select(word))}.");
    }
}
