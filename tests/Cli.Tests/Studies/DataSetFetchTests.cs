using System.Buffers.Binary;
using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Studies;

/// <summary>What lies on this machine in the place of data sets, and is not what a sweep is to be trained on.</summary>
public sealed class DataSetFetchTests : IDisposable
{
    private static readonly string[] Files =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_folder_that_is_not_there_is_bad_usage()
    {
        var run = await Run(folder["missing"]);

        Assert.Equal((ExitCode.BadUsage, ""), (run.ExitCode, run.Out));
        Assert.Contains($"The folder of data sets is {folder["missing"]}, but there is no such folder; correct --datasets or SWEEP_DATASETS.", run.Error);
    }

    [Fact]
    public async Task A_damaged_file_is_bad_usage()
    {
        Directory.CreateDirectory(folder["sets", "mnist"]);
        Assert.All(Files, file => File.WriteAllText(folder["sets", "mnist", file], "damaged"));

        var run = await Run(folder["sets"]);

        Assert.Equal((ExitCode.BadUsage, ""), (run.ExitCode, run.Out));
        Assert.Contains($"{folder["sets", "mnist", Files[0]]} is not the published file of `mnist`", run.Error);
    }

    [Theory]
    [InlineData(true, "holds other images than when the sweep began")]
    [InlineData(false, " lacks t10k-labels-idx1-ubyte")]
    public async Task A_sweep_does_not_go_on_with_other_images_than_it_began_with(bool isWhole, string words)
    {
        Write(pixel: 1);
        Assert.Equal(0, (await CommandRun.Of("submit", Study(folder["mine"]), "--root", folder["root"])).ExitCode);
        Write(pixel: 2);
        if (!isWhole)
        {
            File.Delete(folder["mine", Files[3]]);
        }

        var run = await CommandRun.Of("resume", "other-1", "--root", folder["root"]);

        Assert.Equal((ExitCode.BadUsage, ""), (run.ExitCode, run.Out));
        Assert.Contains(words, run.Error);
    }

    private Task<CommandRun> Run(string sets) => CommandRun.Of("run", Study("mnist"), "--root", folder["root"], "--datasets", sets);

    private string Study(string dataSet) =>
        folder.Write("study.yaml", SomeStudy.Text.Replace("synthetic-digits", dataSet).Replace("name: small", "name: other"));

    private void Write(byte pixel)
    {
        Directory.CreateDirectory(folder["mine"]);
        for (var half = 0; half < Files.Length; half += 2)
        {
            File.WriteAllBytes(folder["mine", Files[half]], [.. Header(0x803, 2, 2, 2), .. Enumerable.Repeat(pixel, 8)]);
            File.WriteAllBytes(folder["mine", Files[half + 1]], [.. Header(0x801, 2), 0, 1]);
        }
    }

    private static byte[] Header(params int[] words)
    {
        var bytes = new byte[words.Length * sizeof(int)];
        for (var word = 0; word < words.Length; word++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(word * sizeof(int)), words[word]);
        }

        return bytes;
    }
}
