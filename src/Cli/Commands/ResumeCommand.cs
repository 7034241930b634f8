using System.CommandLine;
using Sweep.Cli.Display;
using Sweep.Cli.Engine;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep resume</c>: goes on with an interrupted or paused sweep, here or in the process that works on the root.</summary>
public static class ResumeCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The sweep." };
        var (libraries, devices, isolation) = (new LibraryOptions(), new DeviceOptions(), new IsolationOptions("none"));
        var (root, format) = (CommonOptions.Root(), CommonOptions.Format());
        var command = new Command("resume", "Go on with an interrupted or paused sweep.") { id };
        libraries.AddTo(command);
        devices.AddTo(command);
        isolation.AddTo(command);
        command.Add(root);
        command.Add(format);
        command.SetAction(async (parsed, _) =>
        {
            var folder = parsed.GetValue(root)!;
            using var downloads = new DownloadDisplay(terminal);
            var (models, dataSets) = (libraries.Models(parsed), libraries.DataSets(parsed, downloads.Show));
            var slots = devices.Read(parsed);
            SweepRow row;
            using (var reading = StoreReading.Open(folder))
            {
                row = reading.Find(parsed.GetValue(id)!);
                if (row.Phase is SweepPhase.Completed or SweepPhase.Cancelled)
                {
                    throw CommandFailed.BadUsage($"sweep {row.Id} is {Words.Phase(row.Phase)}; `sweep run STUDY` trains what a study still lacks.");
                }
            }

            RootLock rootLock;
            try
            {
                rootLock = SweepRoot.At(folder).Acquire(TimeProvider.System);
            }
            catch (RootInUseException busy)
            {
                return await SweepRequests.AskAsync(terminal, parsed.GetValue(format), folder, row.Id, RequestKind.Resume, busy);
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

            var sweepRoot = SweepRoot.At(folder);
            var store = ResultsStore.Open(sweepRoot.Database);
            await using var session = await SweepSession.StartAsync(
                sweepRoot, rootLock, store, Displays.Choose(terminal, parsed.GetValue(format), row.Objective.Metric), models, dataSets, slots,
                isolation.Read(parsed, libraries, sweepRoot));
            return await new SweepOutcome(terminal, parsed.GetValue(format), folder)
                .OfAsync(session, session.ContinueAsync(row.Id, interruption.Token), () => store.FindSweep(row.Id)!);
        });
        return command;
    }
}
