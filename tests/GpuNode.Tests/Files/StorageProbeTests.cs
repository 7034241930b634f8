using Sweep.GpuNode.Files;
using Sweep.GpuNode.Tests.Support;

namespace Sweep.GpuNode.Tests.Files;

public sealed class StorageProbeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_probe_is_seen_in_its_own_folder_alone()
    {
        using var another = new TemporaryFolder();
        var probe = StorageProbe.Leave(folder.Path, "gpu-1")!;

        Assert.True(StorageProbe.Sees(folder.Path, probe));
        Assert.False(StorageProbe.Sees(another.Path, probe));
        Assert.False(StorageProbe.Sees(folder.Path, $"../{Path.GetFileName(folder.Path)}/{probe}"));
        Assert.NotEqual(probe, StorageProbe.Leave(folder.Path, "gpu-1"));
    }

    [Fact]
    public void What_a_killed_process_of_a_node_left_is_removed_and_what_other_nodes_left_is_not()
    {
        StorageProbe.Leave(folder.Path, "gpu-1");
        StorageProbe.Leave(folder.Path, "gpu-1");
        var another = StorageProbe.Leave(folder.Path, "gpu-2")!;

        StorageProbe.RemoveAll(folder.Path, "gpu-1");

        Assert.Equal([folder[another]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Where_nothing_can_be_written_there_is_none()
    {
        Assert.Null(StorageProbe.Leave(folder["missing"], "gpu-1"));
        StorageProbe.RemoveAll(folder["missing"], "gpu-1");
    }
}
