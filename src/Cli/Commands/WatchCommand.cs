using System.CommandLine;
using Sweep.Cli.Display;
using Sweep.Cli.Output;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep watch</c>: shows a sweep that others work on, to its end.</summary>
public static class WatchCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The sweep." };
        var (sources, format) = (new SourceOptions(), CommonOptions.Format());
        var command = new Command("watch", "Show what happens in a sweep until it has ended: a live table on a terminal, one line per event in a pipe.")
        {
            id, format,
        };
        sources.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var sweeps = sources.Open(parsed);
            var about = await sweeps.DescribeAsync(parsed.GetValue(id)!);
            using var interruption = new Interruption(terminal.Error);
            await using var display = Displays.Choose(terminal, parsed.GetValue(format), about.Objective.Metric);
            display.Begin($"sweep {about.Id} is watched; in {sweeps.Place}");
            try
            {
                var status = await sweeps.WatchAsync(about.Id.Value, display, display.Note, interruption.Token);
                display.End(status);
                await display.DisposeAsync();
                StatusOutput.Write(terminal, parsed.GetValue(format), status, FinalLine.Of(status));
                return status.Runs.Completed == status.Runs.Total ? ExitCode.Success : ExitCode.RunsFailed;
            }
            catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
            {
                display.Note($"sweep: {about.Id} is not watched any more; it goes on");
                return ExitCode.Interrupted;
            }
        });
        return command;
    }
}
