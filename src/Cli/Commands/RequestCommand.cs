using System.CommandLine;
using Sweep.Cli.Display;
using Sweep.Cli.Engine;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Messages.Progress;
using Sweep.Models.Catalogue;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep pause</c> and <c>sweep cancel</c>: asked of the process that works on the root, else done here without training.</summary>
public static class RequestCommand
{
    public static Command CreatePause(Terminal terminal) =>
        Create(terminal, "pause", "Stop handing out runs of a sweep; those in training stop at a checkpoint.", RequestKind.Pause);

    public static Command CreateCancel(Terminal terminal) =>
        Create(terminal, "cancel", "End a sweep: runs that have not ended are cancelled.", RequestKind.Cancel);

    private static Command Create(Terminal terminal, string name, string description, RequestKind kind)
    {
        var id = new Argument<string>("ID") { Description = "The sweep." };
        var (sources, format) = (new SourceOptions(), CommonOptions.Format());
        var command = new Command(name, description) { id, format };
        sources.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var sweeps = sources.Open(parsed);
            var status = await sweeps.StatusAsync(parsed.GetValue(id)!);
            if (status.Phase is SweepPhase.Completed or SweepPhase.Cancelled)
            {
                throw CommandFailed.BadUsage($"sweep {status.Id} is {Words.Phase(status.Phase)} already.");
            }

            if (!sources.IsOwn(parsed))
            {
                return await SweepRequests.AskAsync(terminal, parsed.GetValue(format), sweeps, status.Id, kind, busy: null);
            }

            var (sweepRoot, dataSets) = (sources.Stores.Root(parsed), LibraryOptions.DataSetsAt(null));
            OpenRoot open;
            try
            {
                open = OpenRoot.Acquire(sweepRoot, TimeProvider.System);
            }
            catch (RootInUseException busy)
            {
                return await SweepRequests.AskAsync(terminal, parsed.GetValue(format), sweeps, status.Id, kind, busy);
            }

            // Nobody works on it: this process does for a moment, without a slot to train in.
            await using var session = await SweepSession.StartAsync(
                open, new PlainDisplay(terminal.Error, terminal.Error), ModelCatalogue.BuiltIn, dataSets, []);
            return await SweepRequests.AskAsync(terminal, parsed.GetValue(format), sweeps, status.Id, kind, busy: null);
        });
        return command;
    }
}
