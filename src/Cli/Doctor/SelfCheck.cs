using System.Text;
using Sweep.Cli.Display;
using Sweep.Cli.Engine;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Coordinator.Studies;
using Sweep.GpuNode.Nodes;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Models.Catalogue;

namespace Sweep.Cli.Doctor;

/// <summary>
/// Runs the smallest sweep there is in a folder of its own: one epoch of a tiny network. It needs every library for what it is used for:
/// tensors and gradients, actors and their messages, events in the journal, results in the store.
/// </summary>
public static class SelfCheck
{
    private const string Study = """
        name: self-check
        dataset: synthetic-digits
        model: dense-autoencoder
        objective: {metric: test_loss, goal: minimize}
        epochs: 1
        parameters: {latent: 2, hidden: [8], batch_size: 1024}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<Finding> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("sweep-self-check-").FullName;
        try
        {
            var status = await TrainAsync(SweepRoot.At(folder));
            return status?.Runs.Completed == 1
                ? new Finding("self-check", $"trained, told by actors, journaled and stored: {Words.Best(status.Best)}")
                : new Finding("self-check", $"the run did not complete: {Error(folder)}", "see the message; SWEEP_PACKAGES=Compat chooses the other stack");
        }
        catch (Exception error)
        {
            return new Finding("self-check", $"{error.GetType().Name}: {error.Message}", "see the message; SWEEP_PACKAGES=Compat chooses the other stack");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<SweepStatus?> TrainAsync(SweepRoot root)
    {
        var library = LibraryOptions.DataSetsAt(null);
        var catalogue = new Catalogue(ModelCatalogue.BuiltIn.Descriptions, library.Names, library.Describe);
        var study = StudyReader.Parse("self-check", Encoding.UTF8.GetBytes(Study), catalogue);
        using var patience = new CancellationTokenSource(Patience);
        await using var session = await SweepSession.StartAsync(
            OpenRoot.Acquire(root, TimeProvider.System),
            new PlainDisplay(TextWriter.Null, TextWriter.Null),
            ModelCatalogue.BuiltIn,
            library,
            [new DeviceSlots("cpu", 1)]);
        return await session.SubmitAsync(new SubmitSweep(study.Name, GridDefinitionJson.Write(study.Grid), study.Text, Fresh: true), patience.Token);
    }

    private static string Error(string folder)
    {
        using var store = ResultsStore.OpenForReading(SweepRoot.At(folder).Database);
        return store.Sweeps().SelectMany(sweep => store.Results(sweep.Id)).FirstOrDefault()?.Error ?? "it took too long";
    }
}
