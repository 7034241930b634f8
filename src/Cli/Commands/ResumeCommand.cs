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
        var (stores, format) = (new StoreOptions(), CommonOptions.Format());
        var command = new Command("resume", "Go on with an interrupted or paused sweep.") { id };
        libraries.AddTo(command);
        devices.AddTo(command);
        isolation.AddTo(command);
        stores.AddTo(command);
        command.Add(format);
        command.SetAction(async (parsed, _) =>
        {
            using var reading = stores.OpenForReading(parsed);
            var row = reading.Find(parsed.GetValue(id)!);
            if (row.Phase is SweepPhase.Completed or SweepPhase.Cancelled)
            {
                throw CommandFailed.BadUsage($"sweep {row.Id} is {Words.Phase(row.Phase)}; `sweep run STUDY` trains what a study still lacks.");
            }

            if (!stores.IsOwn(parsed))
            {
                return await SweepRequests.AskAsync(terminal, parsed.GetValue(format), reading, row.Id, RequestKind.Resume, busy: null);
            }

            var sweepRoot = stores.Root(parsed);
            using var downloads = new DownloadDisplay(terminal);
            var (models, dataSets) = (libraries.Models(parsed), libraries.DataSets(parsed, downloads.Show));
            var slots = devices.Read(parsed);
            RootLock rootLock;
            try
            {
                rootLock = sweepRoot.Acquire(TimeProvider.System);
            }
            catch (RootInUseException busy)
            {
                return await SweepRequests.AskAsync(terminal, parsed.GetValue(format), reading, row.Id, RequestKind.Resume, busy);
            }

            using var interruption = new Interruption(terminal.Error);
            try
            {
                await DataSetFetch.AllOfAsync(GridDefinitionJson.Read(row.Definition), dataSets, interruption.Token);
            }
            catch
            {
                rootLock.Dispose();
                throw;
            }

            var store = ResultsStore.Open(sweepRoot.Database);
            await using var session = await SweepSession.StartAsync(
                sweepRoot, rootLock, store, Displays.Choose(terminal, parsed.GetValue(format), row.Objective.Metric), models, dataSets, slots,
                isolation.Read(parsed, libraries, sweepRoot));
            return await new SweepOutcome(terminal, parsed.GetValue(format), stores.Folder(parsed))
                .OfAsync(session, session.ContinueAsync(row.Id, interruption.Token), () => store.FindSweep(row.Id)!);
        });
        return command;
    }
}
