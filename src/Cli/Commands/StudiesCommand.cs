using System.CommandLine;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep studies</c>: the study files at hand.</summary>
public static class StudiesCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("studies", "List the study files in ./studies.");
        command.SetAction(_ =>
        {
            terminal.Out.WriteLine("studies");
            return ExitCode.Success;
        });
        return command;
    }
}
