using Sweep.EndToEnd.Tests.Support;
using Sweep.Models.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>Data sets that are not on this machine yet.</summary>
public sealed class DownloadTests : IAsyncLifetime
{
    private const string FirstFile = "train-images-idx3-ubyte.gz";
    private const int FirstFileBytes = 9_912_422;

    private const string Study = """
        name: mnist-once
        dataset: mnist
        model: noop
        epochs: 1
        objective: {metric: test_loss, goal: minimize}
        parameters: {x: 1}
        """;

    private readonly TemporaryRoot root = new();
    private readonly MirrorServer mirror = new();

    private string Cache => root.Beside("cache");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await mirror.DisposeAsync();
        root.Dispose();
    }

    private SweepProcess Start(string mirrors) => SweepProcess.Start(
        new Dictionary<string, string> { ["SWEEP_MIRRORS"] = mirrors, ["XDG_CACHE_HOME"] = Cache, ["SWEEP_DATASETS"] = "" },
        "run",
        root.Study(Study),
        "--root",
        root.Root);

    [Fact]
    public async Task Ctrl_C_ends_a_download_that_hangs_and_leaves_no_part_of_a_file()
    {
        mirror.Answering(FirstFile, new MirrorServer.Answer("200 OK", new byte[5_000_000], FirstFileBytes, ThenHang: true));
        using var process = Start(mirror.Address.ToString());
        await process.Line(line => line.Contains($"downloading mnist/{FirstFile}: 50%"));

        process.Interrupt();
        await process.Exit();

        Assert.Equal(130, process.ExitCode);
        Assert.Contains("the same command begins again", process.Error);
        Assert.Empty(process.Out);
        Assert.Empty(Directory.EnumerateFiles(Cache, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Where_no_mirror_has_it_each_is_named_and_nothing_is_trained()
    {
        using var process = Start($"{mirror.Address},{new Uri(mirror.Address, "/other")}");
        await process.Exit();

        Assert.Equal(3, process.ExitCode);
        Assert.Contains($"{mirror.Address}mnist/{FirstFile}: 404", process.Error);
        Assert.Contains($"/other/mnist/{FirstFile}: 404", process.Error);
        Assert.Contains("Set SWEEP_DATASETS", process.Error);
        Assert.Empty(process.Out);
    }

    [Fact]
    public async Task Mirrors_that_are_no_addresses_are_bad_usage()
    {
        using var process = Start("not-an-address");
        await process.Exit();

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("`SWEEP_MIRRORS` holds not-an-address", process.Error);
        Assert.False(Directory.Exists(root.Root));
    }
}
