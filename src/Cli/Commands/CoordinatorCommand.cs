using System.CommandLine;
using System.Net.Sockets;
using Serilog;
using Serilog.Events;
using Sweep.Cli.Clusters;
using Sweep.Cli.Logging;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Http;
using Sweep.Coordinator.Results;
using Sweep.GpuNode.Artifacts;
using Sweep.GpuNode.Files;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep coordinator</c>: hands the runs of all submitted sweeps to nodes, or waits to do so.</summary>
public static class CoordinatorCommand
{
    public static Command Create(Terminal terminal)
    {
        var (place, stores, http) = (new PlaceOptions(isCoordinator: true), new StoreOptions(), new HttpOption());
        var dataSets = LibraryOptions.DataSetsFolder(
            $"Folder of data sets that nodes are given which lack them (default: ${DataSetOptions.FolderVariable}, else the user's cache).");
        var command = new Command(
            "coordinator", "Hand the runs of submitted sweeps to nodes. Of several on one database, one is in charge and the others wait to take over.");
        place.AddTo(command);
        http.AddTo(command);
        stores.AddTo(command);
        command.Add(dataSets);
        command.SetAction(async (parsed, _) =>
        {
            var at = place.Read(parsed, Environment.GetEnvironmentVariable);
            var served = http.Read(parsed, Environment.GetEnvironmentVariable);
            var (root, database) = (stores.Root(parsed), stores.Database(parsed));
            var library = LibraryOptions.DataSetsAt(parsed.GetValue(dataSets), kept: root.DataSets);
            using var interruption = new Interruption(terminal.Error);
            using var rootLock = root.Share(TimeProvider.System);
            await using var log = SweepLog.Create(
                root.Folder, new ErrorLines(terminal.Error.WriteLine), LogEventLevel.Information, $"coordinator-{Environment.MachineName}-{at.Listen.Port}");
            Log.Logger = log;
            using var store = await StoreOpening.OpenAsync(
                () => ResultsStore.Open(database),
                (failure, delay) => log.Warning("{Error} It is tried again in {Delay} s", failure.Message, delay.TotalSeconds),
                TimeProvider.System,
                interruption.Token);
            await using var host = await CoordinatorHost.StartAsync(at, store, new FileShelf(Storage.Of(root), library), TimeProvider.System);
            if (library.MissingFolder is { } missing)
            {
                log.Warning(
                    "There is no folder {Folder}, which --datasets or {Variable} names: nodes are given no data sets from there", missing, DataSetOptions.FolderVariable);
            }

            log.Information("A coordinator listens on {Listen} and stores in {Database}", at.Listen, database);
            await using var api = served is null ? null : await ServeAsync(host, served, new ArtifactStore(root.Artifacts), http.IsChosen(parsed), log);
            if (await Task.WhenAny(interruption.Requested(), host.Ended) == host.Ended)
            {
                throw CommandFailed.Infrastructure(
                    $"the other coordinators took the one on {at.Listen} for dead and shut it out. It ends so that whatever keeps it running starts it again, "
                    + "which lets it back in. Nothing is lost: another coordinator is in charge, or this one will be again.");
            }

            log.Information("The coordinator on {Listen} ends and hands over", at.Listen);
            return ExitCode.Success;
        });
        return command;
    }

    /// <returns>Null where the place that nobody chose is taken, as by a second coordinator on one machine.</returns>
    private static async Task<HttpApi?> ServeAsync(CoordinatorHost host, HttpOptions options, ArtifactStore artifacts, bool isChosen, ILogger log)
    {
        var at = new HostPort(options.Host, options.Port);
        try
        {
            var api = await host.ServeAsync(options, artifacts);
            log.Information(
                "The HTTP API is at {Address}{Protection:l}", api.Address.GetLeftPart(UriPartial.Authority), options.Token.IsEmpty ? "" : ", for those with the token");
            return api;
        }
        catch (Exception taken) when (taken is IOException or SocketException && !isChosen)
        {
            log.Warning("There is no HTTP API: {Address} cannot be listened on ({Error}); {Option} chooses another place", at, taken.Message, HttpOption.Name);
            return null;
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            throw CommandFailed.Infrastructure($"{at} cannot be listened on ({taken.Message.TrimEnd('.')}); choose another place with {HttpOption.Name}.");
        }
    }
}
