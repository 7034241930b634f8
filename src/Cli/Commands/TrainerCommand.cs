using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Sweep.Cli.Studies;
using Sweep.Coordinator.Roots;
using Sweep.GpuNode.Artifacts;
using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Devices;
using Sweep.GpuNode.Trainers;
using Sweep.Models.Training;

namespace Sweep.Cli.Commands;

/// <summary><c>sweep trainer</c>: what a node starts for each of its slots. Not for people: it speaks frames on its standard streams.</summary>
public static class TrainerCommand
{
    private const string Name = "trainer";
    private const string Checkpoints = "--checkpoints";
    private const string Artifacts = "--artifacts";
    private const string Kept = "--kept-datasets";

    public static Command Create()
    {
        var checkpoints = new Option<string>(Checkpoints) { Required = true };
        var artifacts = new Option<string>(Artifacts) { Required = true };
        var kept = new Option<string>(Kept) { Required = true };
        var libraries = new LibraryOptions();
        var command = new Command(Name, "Train for a node.") { checkpoints, artifacts, kept };
        command.Hidden = true;
        libraries.AddTo(command);
        command.SetAction(parsed =>
        {
            StandardStreams.DieWithParent();
            using var output = StandardStreams.TakeOutput();

            // What interrupts the node (Ctrl-C goes to all processes of a terminal) is the node's to decide on.
            using var interrupt = Ignore(PosixSignal.SIGINT);
            using var termination = Ignore(PosixSignal.SIGTERM);
            using var quit = Ignore(PosixSignal.SIGQUIT);

            TrainerHost? host = null;
            var store = new CheckpointStore(parsed.GetValue(checkpoints)!, problem => host?.Note($"A checkpoint is passed over: {problem}"));
            var trainer = new BundleTrainer(libraries.Models(parsed), libraries.DataSets(parsed, kept: parsed.GetValue(kept)), TimeProvider.System);
            var left = new ArtifactStore(parsed.GetValue(artifacts)!, text => host?.Note(text));
            host = new TrainerHost(new Training(trainer, store, left, TimeProvider.System), Console.OpenStandardInput(), output);
            host.Run();
            if (host.IsTraining)
            {
                // In the middle of a step, where an orderly end would wait for native code.
                Process.GetCurrentProcess().Kill();
            }
        });
        return command;
    }

    /// <summary>How to start this program as a trainer.</summary>
    /// <param name="libraries">Options for models and data sets.</param>
    public static TrainerOptions Options(SweepRoot root, IEnumerable<string> libraries)
    {
        var command = OwnProgram.Command;
        return new TrainerOptions(
            command[0], [.. command[1..], Name, Checkpoints, root.Checkpoints, Artifacts, root.Artifacts, Kept, root.DataSets, .. libraries]);
    }

    private static PosixSignalRegistration Ignore(PosixSignal signal) => PosixSignalRegistration.Create(signal, context => context.Cancel = true);
}
