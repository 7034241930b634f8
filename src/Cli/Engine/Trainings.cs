using Sweep.Coordinator.Roots;
using Sweep.GpuNode.Artifacts;
using Sweep.GpuNode.Checkpoints;
using Sweep.GpuNode.Devices;
using Sweep.GpuNode.Trainers;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;
using Sweep.Models.Training;

namespace Sweep.Cli.Engine;

/// <summary>How a node trains, wired up.</summary>
internal static class Trainings
{
    /// <param name="isolation">How to train in child processes; null to train in this one.</param>
    public static ITraining Create(SweepRoot root, ModelCatalogue models, DataSetLibrary dataSets, TrainerOptions? isolation, TimeProvider clock)
    {
        if (isolation is not null)
        {
            var log = new TrainerLog(text => Serilog.Log.Information("{Text:l}", text), text => Serilog.Log.Error("{Text:l}", text));
            return new IsolatedTraining(isolation, clock, log);
        }

        var store = new CheckpointStore(root.Checkpoints, problem => Serilog.Log.Warning("A checkpoint is passed over: {Problem}", problem));
        var artifacts = new ArtifactStore(root.Artifacts, text => Serilog.Log.Warning("{Text:l}", text));
        return new Training(new BundleTrainer(models, dataSets, clock), store, artifacts, clock);
    }
}
