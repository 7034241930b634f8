using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Sweep.Cli.Commands;
using Sweep.Cli.Engine;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Coordinator.Studies;
using Sweep.Messages.Catalogue;

namespace Sweep.Cli;

/// <summary>The <c>sweep</c> command with all its subcommands.</summary>
public static class CommandLine
{
    /// <summary>Parses and runs; the result is the exit code of the process.</summary>
    public static async Task<int> InvokeAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var parsed = Root(terminal).Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            return Refuse(parsed, terminal.Error);
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = terminal.Out,
                Error = terminal.Error,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration);
        }
        catch (CommandFailed failed)
        {
            terminal.Error.WriteLine($"sweep: {failed.Message}");
            return failed.ExitCode;
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("sweep: interrupted");
            return ExitCode.Interrupted;
        }
        catch (UnknownSweepException unknown)
        {
            terminal.Error.WriteLine($"sweep: {unknown.Message}");
            return ExitCode.BadUsage;
        }
        catch (Exception failure) when (failure is RootException or StoreException or SweepRejectedException or TimeoutException or DataSetException)
        {
            terminal.Error.WriteLine($"sweep: {failure.Message}");
            return ExitCode.Infrastructure;
        }
        catch (Exception bug) when (Environment.GetEnvironmentVariable("SWEEP_DEBUG") is null or "")
        {
            terminal.Error.WriteLine($"sweep: {bug.Message} ({bug.GetType().Name}; SWEEP_DEBUG=1 shows where)");
            return ExitCode.Infrastructure;
        }
    }

    public static RootCommand Root(Terminal terminal) =>
        new("Runs grids of hyperparameters: every cell trained once, every result kept, wherever it is killed.")
    {
        RunCommand.Create(terminal),
        ValidateCommand.Create(terminal),
        PlanCommand.Create(terminal),
        StatusCommand.Create(terminal),
        ResultsCommand.Create(terminal),
        EpochsCommand.Create(terminal),
        VerifyCommand.Create(terminal),
        ReportCommand.Create(terminal),
        ResumeCommand.Create(terminal),
        RequestCommand.CreatePause(terminal),
        RequestCommand.CreateCancel(terminal),
        StudiesCommand.Create(terminal),
        LogsCommand.Create(terminal),
        DoctorCommand.Create(terminal),
        CoordinatorCommand.Create(terminal),
        NodeCommand.Create(terminal),
        SubmitCommand.Create(terminal),
        DrillCommand.Create(terminal),
        WatchCommand.Create(terminal),
        NodesCommand.Create(terminal),
        DrainCommand.Create(terminal),
        TrainerCommand.Create(),
    };

    private static int Refuse(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        foreach (var problem in parsed.Errors)
        {
            error.WriteLine($"sweep: {problem.Message}");
        }

        foreach (var word in parsed.UnmatchedTokens)
        {
            if (NearestName.Of(word, KnownWords(parsed.CommandResult)) is { } meant)
            {
                error.WriteLine($"sweep: did you mean `{meant}`?");
            }
        }

        var name = command is RootCommand ? "sweep" : $"sweep {command.Name}";
        error.WriteLine($"sweep: `{name} --help` shows what is allowed.");
        return ExitCode.BadUsage;
    }

    private static IEnumerable<string> KnownWords(CommandResult? result)
    {
        var words = result!.Command.Subcommands.Select(command => command.Name).ToList();
        for (SymbolResult? level = result; level is not null; level = level.Parent)
        {
            words.AddRange(((CommandResult)level).Command.Options.Select(option => option.Name));
        }

        return words;
    }
}
