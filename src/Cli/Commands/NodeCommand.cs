using System.CommandLine;
using System.Text.RegularExpressions;
using Serilog;
using Serilog.Events;
using Sweep.Cli.Clusters;
using Sweep.Cli.Engine;
using Sweep.Cli.Logging;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Roots;
using Sweep.GpuNode.Nodes;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep node</c>: trains what a coordinator hands out.</summary>
public static partial class NodeCommand
{
    private const double DefaultGraceSeconds = 25;

    public static Command Create(Terminal terminal)
    {
        var (place, devices) = (new PlaceOptions(isCoordinator: false), new DeviceOptions());
        var (isolation, libraries) = (new IsolationOptions("process"), new LibraryOptions());
        var root = CommonOptions.Root();
        root.Description =
            "Folder of checkpoints, data sets and logs: the coordinator's, where nodes share storage with it, else one of this node's own, to which it brings "
            + "what it needs (default: $SWEEP_ROOT, else ./sweep-data).";
        var (name, grace) = (Name(), CommonOptions.Seconds("--grace", "Seconds for checkpoints and farewell after SIGTERM", DefaultGraceSeconds, isZeroAllowed: true));
        var command = new Command("node", "Train what a coordinator hands out. On SIGTERM, training stops at a checkpoint and goes on elsewhere.")
        {
            name, grace, root,
        };
        place.AddTo(command);
        devices.AddTo(command);
        isolation.AddTo(command);
        libraries.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var at = place.Read(parsed, Environment.GetEnvironmentVariable);
            // Not locked: nodes share it.
            var sweepRoot = SweepRoot.At(parsed.GetValue(root)!).Make();
            var (models, dataSets) = (libraries.Models(parsed), libraries.DataSets(parsed, kept: sweepRoot.DataSets));
            var options = NodeOptions.Of(parsed.GetValue(name)!, devices.Read(parsed)) with { Models = models.Names };
            using var interruption = new Interruption(terminal.Error);
            await using var log = SweepLog.Create(
                sweepRoot.Folder, new ErrorLines(terminal.Error.WriteLine), LogEventLevel.Information, $"node-{options.Name}");
            Log.Logger = log;
            var training = Trainings.Create(sweepRoot, models, dataSets, isolation.Read(parsed, libraries, sweepRoot), TimeProvider.System);
            await using var host = await NodeHost.StartAsync(at, options, training, Storage.Of(sweepRoot), dataSets, TimeProvider.System);
            log.Information(
                "Node {Node} looks for a coordinator at {Coordinators}; it trains on {Devices}", options.Name, string.Join(", ", at.Coordinators),
                string.Join(", ", options.Devices.Select(device => $"{device.Device} with {device.Slots} slots")));
            log.Information("Checkpoints are in {Checkpoints}; data sets are looked for in {DataSets}", sweepRoot.Checkpoints, Places(parsed, libraries));
            if (await Task.WhenAny(interruption.Requested(), host.Ended) == host.Ended)
            {
                throw CommandFailed.Infrastructure(
                    $"the actors of node {options.Name} have ended by themselves; the log says why. It ends so that whatever keeps it running starts it again. "
                    + "What it trained goes on from the last checkpoints.");
            }

            await DrainAsync(host, log, TimeSpan.FromSeconds(parsed.GetValue(grace)));
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task DrainAsync(NodeHost host, ILogger log, TimeSpan grace)
    {
        if (await host.DrainAsync("the node was asked to end", grace))
        {
            log.Information("Nothing trains here any more, and all that was trained is stored");
            return;
        }

        log.Warning("Not all that was trained could be handed back within {Grace} s; it goes on from the last checkpoints", grace.TotalSeconds);
    }

    private static Option<string> Name()
    {
        var name = new Option<string>("--name")
        {
            Description = "Unique among the nodes (default: the name of this host).",
            HelpName = "NAME",
            DefaultValueFactory = _ => Environment.MachineName,
        };
        name.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !NodeName().IsMatch(text))
            {
                result.AddError($"`--name` is {text}, but must be letters, digits, dots and hyphens, 63 at most.");
            }
        });
        return name;
    }

    private static string Places(ParseResult parsed, LibraryOptions libraries)
    {
        var options = libraries.Places(parsed);
        return options.Folder is null ? options.Cache : $"{options.Folder}, then {options.Cache}";
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?$")]
    private static partial Regex NodeName();
}
