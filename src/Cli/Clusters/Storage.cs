using Sweep.Coordinator.Roots;
using Sweep.GpuNode.Files;

namespace Sweep.Cli.Clusters;

/// <summary>What of a root travels between coordinator and nodes.</summary>
internal static class Storage
{
    public static StorageFolders Of(SweepRoot root) => new(root.Checkpoints, root.Artifacts, root.DataSets);
}
