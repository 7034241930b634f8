using Sweep.Coordinator.Studies;

namespace Sweep.Cli;

/// <summary>A command cannot do what was asked: the message goes to standard error as it is, the process ends with the exit code.</summary>
public sealed class CommandFailed(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static CommandFailed BadUsage(string message) => new(Cli.ExitCode.BadUsage, message);

    /// <summary>With every problem that was found, on a line of its own.</summary>
    public static CommandFailed BadStudy(StudyException invalid) =>
        BadUsage(string.Join($"{Environment.NewLine}sweep: ", invalid.Problems.Select(problem => problem.Message)));

    public static CommandFailed Infrastructure(string message) => new(Cli.ExitCode.Infrastructure, message);
}
