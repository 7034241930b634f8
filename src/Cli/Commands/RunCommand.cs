using System.CommandLine;
using Sweep.Cli.Display;
using Sweep.Cli.Engine;
using Sweep.Cli.Output;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Messages.Protocol;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep run</c>: trains a study's grid in this process, or goes on with it.</summary>
public static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        var study = new StudyOptions();
        var (devices, isolation) = (new DeviceOptions(), new IsolationOptions("none"));
        var (fresh, root, format) = (CommonOptions.Fresh(), CommonOptions.Root(), CommonOptions.Format());
        var command = new Command("run", "Train a study's grid on this machine; an interrupted one goes on where it stopped.");
        study.AddTo(command);
        devices.AddTo(command);
        isolation.AddTo(command);
        command.Add(fresh);
        command.Add(root);
        command.Add(format);
        command.SetAction(async (parsed, _) =>
        {
            using var downloads = new DownloadDisplay(terminal);
            var input = study.Read(parsed, downloads.Show);
            var slots = devices.Read(parsed);
            var isFresh = parsed.GetValue(fresh);
            var commands = new SuggestedCommands(parsed.GetValue(root)!, study.Libraries.ToArguments(parsed), Environment.GetEnvironmentVariable);
            var outcome = new SweepOutcome(terminal, parsed.GetValue(format), commands);
            using var interruption = new Interruption(terminal.Error);

            using var open = OpenRoot.Acquire(SweepRoot.At(parsed.GetValue(root)!), TimeProvider.System);
            if (!isFresh && open.Store.FindDone(input.Study.Name, input.Study.Grid.Digest) is { } done)
            {
                terminal.Error.WriteLine(Words.NothingToDo(done.Id));
                return outcome.Ended(open.Store.Status(done));
            }

            await DataSetFetch.AllOfAsync(input.Study.Grid, input.DataSets, interruption.Token);
            await using var session = await SweepSession.StartAsync(
                open, Displays.Choose(terminal, parsed.GetValue(format), input.Study.Grid.Objective.Metric), input.Models, input.DataSets, slots,
                isolation.Read(parsed, study.Libraries, open.Root));
            var request = new SubmitSweep(input.Study.Name, GridDefinitionJson.Write(input.Study.Grid), input.Study.Text, isFresh);
            return await outcome.OfAsync(
                session, session.SubmitAsync(request, interruption.Token), () => open.Store.FindLatest(input.Study.Name, input.Study.Grid.Digest)!);
        });
        return command;
    }
}
