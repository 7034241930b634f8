using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Trainers;

/// <summary>How a trainer came to its end.</summary>
/// <param name="Code">The exit code; 128 and the signal's number when a signal ended it.</param>
/// <param name="KilledBecause">Why the node killed it; null when it did not.</param>
/// <param name="KernelWasOutOfMemory">The kernel killed some process for want of memory while this one lived.</param>
/// <param name="LastWords">The end of what it wrote to standard error.</param>
public sealed record TrainerExit(int Code, string? KilledBecause, bool KernelWasOutOfMemory, string LastWords)
{
    private const int SignalBase = 128;
    private const int Kill = 9;

    /// <summary>Tells of a process that did not end when it was killed; empty when it did.</summary>
    public string Remains { get; init; } = "";

    /// <summary>What this means for the runs that it was training.</summary>
    public RunOutcome.Failed ToFailure()
    {
        if (KilledBecause is { } reason)
        {
            return new(FailureKind.Crashed, $"The training process was killed, because {reason.TrimEnd('.')}. {Remains}".TrimEnd());
        }

        return (Code - SignalBase) switch
        {
            Kill when KernelWasOutOfMemory => new(FailureKind.OutOfMemory, "The kernel killed the training process, because memory ran out."),
            Kill => new(FailureKind.Crashed, "The training process was killed (SIGKILL) by the system, probably because memory ran out, or by someone."),
            > 0 and <= 64 and var signal => new(FailureKind.Crashed, WithLastWords($"The training process was ended by {SignalName(signal)}")),
            _ => new(FailureKind.Crashed, WithLastWords($"The training process ended with exit code {Code}")),
        };
    }

    private string WithLastWords(string what) => LastWords.Length == 0 ? $"{what}." : $"{what}: {LastWords}";

    // Numbers as on Linux, https://man7.org/linux/man-pages/man7/signal.7.html; those that differ elsewhere end no training.
    private static string SignalName(int signal) => signal switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        25 => "SIGXFSZ",
        31 => "SIGSYS",
        _ => $"signal {signal}",
    };
}
