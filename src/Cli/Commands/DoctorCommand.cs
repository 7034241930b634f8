using System.CommandLine;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep doctor</c>: what this machine has and whether it works.</summary>
public static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var selfCheck = new Option<bool>("--self-check") { Description = "Also train one step, ask one actor, persist one event." };
        var command = new Command("doctor", "Print stack, libraries, devices, BLAS and data sets.") { selfCheck };
        command.SetAction(_ => ExitCode.Success);
        return command;
    }
}
