using System.CommandLine;
using Sweep.Cli.Display;
using Sweep.Cli.Engine;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep resume</c>: goes on with an interrupted or paused sweep, here or in the process that works on it.</summary>
public static class ResumeCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The sweep." };
        var (libraries, devices, isolation) = (new LibraryOptions(), new DeviceOptions(), new IsolationOptions("none"));
        var (sources, format) = (new SourceOptions(), CommonOptions.Format());
        var command = new Command("resume", "Go on with an interrupted or paused sweep.") { id };
        libraries.AddTo(command);
        devices.AddTo(command);
        isolation.AddTo(command);
        sources.AddTo(command);
        command.Add(format);
        command.SetAction(async (parsed, _) =>
        {
            using var sweeps = sources.Open(parsed);
            var status = await sweeps.StatusAsync(parsed.GetValue(id)!);
            if (status.Phase is SweepPhase.Completed or SweepPhase.Cancelled)
            {
                throw CommandFailed.BadUsage($"sweep {status.Id} is {Words.Phase(status.Phase)}; `sweep run STUDY` trains what a study still lacks.");
            }

            if (!sources.IsOwn(parsed))
            {
                return await SweepRequests.AskAsync(terminal, parsed.GetValue(format), sweeps, status.Id, RequestKind.Resume, busy: null);
            }

            var sweepRoot = sources.Stores.Root(parsed);
            using var downloads = new DownloadDisplay(terminal);
            var (models, dataSets) = (libraries.Models(parsed), libraries.DataSets(parsed, downloads.Show));
            var slots = devices.Read(parsed);
            OpenRoot acquired;
            try
            {
                acquired = OpenRoot.Acquire(sweepRoot, TimeProvider.System);
            }
            catch (RootInUseException busy)
            {
                return await SweepRequests.AskAsync(terminal, parsed.GetValue(format), sweeps, status.Id, RequestKind.Resume, busy);
            }

            using var open = acquired;
            using var interruption = new Interruption(terminal.Error);
            var row = open.Store.Find(status.Id.Value);
            var grid = GridDefinitionJson.Read(row.Definition);
            KnownModels.Require(row.Id, grid, models);
            await DataSetFetch.AllOfAsync(grid, dataSets, interruption.Token);
            await using var session = await SweepSession.StartAsync(
                open, Displays.Choose(terminal, parsed.GetValue(format), row.Objective.Metric), models, dataSets, slots,
                isolation.Read(parsed, libraries, sweepRoot));
            var commands = new SuggestedCommands(sources.Stores.Folder(parsed), libraries.ToArguments(parsed), Environment.GetEnvironmentVariable);
            return await new SweepOutcome(terminal, parsed.GetValue(format), commands)
                .OfAsync(session, session.ContinueAsync(row.Id, interruption.Token), () => open.Store.FindSweep(row.Id)!);
        });
        return command;
    }
}
