namespace Sweep.Cli.Tests.Support;

/// <summary>What one command line did, run in this process and written to memory.</summary>
public sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public static async Task<CommandRun> Of(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await CommandLine.InvokeAsync(arguments, new Terminal(output, error, IsInteractive: false, Width: 120));
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
