using Sweep.GpuNode.Files;

namespace Sweep.GpuNode.Tests.Files;

public sealed class StoredFileTests
{
    private const string Key = "3fa2000000000000000000000000000000000000000000000000000000000000";

    public static TheoryData<string> Foreign() => new(
        "",
        "/etc/passwd",
        "../sweep.db",
        "sweep.db",
        "lock",
        "logs/sweep-20260101.jsonl",
        "checkpoints",
        "checkpoints/",
        $"checkpoints/3f/{Key}",
        $"checkpoints/3f/{Key}/../epoch-0007.json",
        $"checkpoints/3f/{Key}/epoch-0007.json/../../../../sweep.db",
        $"checkpoints/../checkpoints/3f/{Key}/epoch-0007.json",
        $"/checkpoints/3f/{Key}/epoch-0007.json",
        $"./checkpoints/3f/{Key}/epoch-0007.json",
        $"checkpoints//3f/{Key}/epoch-0007.json",
        $"checkpoints\\3f\\{Key}\\epoch-0007.json",
        $"checkpoints/fresh/../3f/{Key}/epoch-0007.json",
        $"checkpoints/fresh/a/b/3f/{Key}/epoch-0007.json",
        $"checkpoints/fresh/a%2Fb/3f/{Key}/epoch-0007.json",
        $"checkpoints/40/{Key}/epoch-0007.json",
        $"checkpoints/3F/{Key.ToUpperInvariant()}/epoch-0007.json",
        $"checkpoints/3f/{Key[1..]}/epoch-0007.json",
        $"checkpoints/3f/{Key}/epoch-7.json",
        $"checkpoints/3f/{Key}/epoch-٠٠٠٧.json",
        $"checkpoints/3f/{Key}/epoch-0007.json.00112233445566778899aabbccddeeff.part",
        $"checkpoints/3f/{Key}/epoch-0007.json\n",
        $"checkpoints/3f/{Key}/epoch-0007.json\0",
        $"checkpoints/3f/{Key}/epoch-0007.safetensors",
        $"artifacts/3f/{Key}/epoch-0007.json",
        $"artifacts/3f/{Key}/../test.safetensors",
        $"datasets/mnist/train-images-idx3-ubyte",
        $"datasets/{Key}/../../lock",
        $"datasets/{Key}/train-images-idx1-ubyte",
        $"datasets/{Key}/t10k-labels-idx1-ubyte.zip",
        new string('a', 1_000_000));

    [Theory, MemberData(nameof(Foreign))]
    public void What_is_no_file_of_a_sweep_cannot_be_named(string name) => Assert.Null(StoredFile.TryParse(name));

    [Theory]
    [InlineData($"checkpoints/3f/{Key}/epoch-0007.json", StoredFileKind.Checkpoint, 7)]
    [InlineData($"checkpoints/3f/{Key}/epoch-12345-1a2b3c4d.safetensors", StoredFileKind.Checkpoint, 12345)]
    [InlineData($"checkpoints/fresh/quickstart-3/3f/{Key}/epoch-0001.json", StoredFileKind.Checkpoint, 1)]
    [InlineData($"artifacts/3f/{Key}/test.safetensors", StoredFileKind.Artifact, 0)]
    [InlineData($"datasets/{Key}/train-images-idx3-ubyte.gz", StoredFileKind.DataSet, 0)]
    [InlineData($"datasets/{Key}/t10k-labels.idx1-ubyte", StoredFileKind.DataSet, 0)]
    public void Files_of_a_sweep_lie_in_its_folders(string name, StoredFileKind kind, int epoch)
    {
        var folders = new StorageFolders("/sweep/checkpoints", "/sweep/artifacts", "/sweep/datasets");

        var file = StoredFile.TryParse(name);

        Assert.NotNull(file);
        Assert.Equal((kind, epoch), (file.Kind, file.Epoch));
        Assert.Equal($"/sweep/{name}", file.PathIn(folders).Replace(Path.DirectorySeparatorChar, '/'));
        Assert.Equal(name, $"{file.Folder}/{file.FileName}");
    }
}
