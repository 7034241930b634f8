using System.CommandLine;
using Sweep.Cli.Logging;
using Sweep.Cli.Output;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep logs</c>: reads the log files back.</summary>
public static class LogsCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The sweep." };
        var run = new Argument<int?>("RUN") { Description = "Only this run: its number in the grid.", Arity = ArgumentArity.ZeroOrOne };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with the lines that come, until Ctrl-C." };
        var format = CommonOptions.Format();
        format.Description = "table for people; for programs json, which is the lines as they stand in the files, one document each, or csv.";
        var root = CommonOptions.Root();
        var command = new Command("logs", "Print what was logged of a sweep or of one of its runs.") { id, run, follow, format, root };
        command.SetAction(async (parsed, _) =>
        {
            var folder = parsed.GetValue(root)!;
            if (!Directory.Exists(Path.Combine(folder, SweepLog.Folder)))
            {
                throw CommandFailed.BadUsage($"{folder} has no logs; name another root with --root or SWEEP_ROOT.");
            }

            var wanted = new Filter(parsed.GetValue(id)!, parsed.GetValue(run));
            var reader = new LogReader(folder, TimeProvider.System);
            var lines = new LogLines(terminal.Out, parsed.GetValue(format));
            return parsed.GetValue(follow)
                ? await FollowAsync(reader, wanted, lines, terminal.Error)
                : Print(reader, wanted, lines);
        });
        return command;
    }

    private static int Print(LogReader reader, Filter wanted, LogLines lines)
    {
        var found = 0;
        foreach (var line in reader.Read().Where(wanted.Matches))
        {
            found++;
            lines.Write(line);
        }

        return found > 0 ? ExitCode.Success : throw CommandFailed.BadUsage($"no line of the log is about {wanted}; `sweep status` lists the sweeps.");
    }

    private static async Task<int> FollowAsync(LogReader reader, Filter wanted, LogLines lines, TextWriter error)
    {
        using var interruption = new Interruption(error);
        try
        {
            await foreach (var line in reader.FollowAsync(interruption.Token))
            {
                if (wanted.Matches(line))
                {
                    lines.Write(line);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how following ends.
        }

        return ExitCode.Interrupted;
    }

    private sealed record Filter(string Sweep, int? Run)
    {
        public bool Matches(LogLine line) => line.Sweep == Sweep && (Run is null || line.Run == Run);

        public override string ToString() => Run is null ? $"sweep {Sweep}" : $"run {Run} of sweep {Sweep}";
    }
}
