using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Commands;

/// <summary>The malformed studies of the coordinator's tests, through the whole command.</summary>
public sealed class MalformedStudiesTests : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Malformed");

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Files() =>
        new(Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void There_are_enough_of_them() => Assert.True(Files().Count >= 40);

    [Theory, MemberData(nameof(Files))]
    public async Task A_malformed_study_exits_2_names_its_place_and_starts_nothing(string file)
    {
        var root = Path.Combine(folder.Path, "root");
        var run = await CommandRun.Of("run", Path.Combine(Folder, file), "--root", root);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(file, run.Error);
        Assert.Empty(run.Out);
        Assert.False(Directory.Exists(root));
    }

    [Fact]
    public async Task A_root_with_sweeps_is_left_as_it_is()
    {
        folder.Write("root/keep.txt", "as it was");
        var run = await CommandRun.Of("run", Path.Combine(Folder, "alias.yaml"), "--root", Path.Combine(folder.Path, "root"));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(["keep.txt"], Directory.EnumerateFileSystemEntries(Path.Combine(folder.Path, "root")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("plan")]
    [InlineData("run")]
    public async Task A_directory_an_empty_file_and_bytes_that_are_no_text_exit_2(string command)
    {
        var root = Path.Combine(folder.Path, "root");
        var binary = Path.Combine(folder.Path, "binary.yaml");
        await File.WriteAllBytesAsync(binary, [0xff, 0xfe, 0x00, 0xc3, 0x28]);
        foreach (var study in new[] { folder.Path, folder.Write("empty.yaml", ""), binary })
        {
            var run = await CommandRun.Of(command == "validate" ? [command, study] : [command, study, "--root", root]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(Path.GetFileName(study), run.Error);
        }

        Assert.False(Directory.Exists(root));
    }

    public void Dispose() => folder.Dispose();
}
