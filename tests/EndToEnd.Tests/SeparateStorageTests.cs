using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>Nodes that share no folder with anyone: what they need comes to them, and what they write outlives them.</summary>
public sealed partial class SeparateStorageTests : IDisposable
{
    private const string Dependent = """
        name: dependent
        dataset: synthetic-digits
        objective: {metric: test_loss, goal: minimize}
        epochs: 3
        checkpoint: {every_epochs: 1}
        grids:
          - {name: codes, model: dense-autoencoder, parameters: {hidden: [12], latent: 5}}
          - {name: frozen, model: gated-classifier, seeds: 2, parameters: {encoder: {grid: codes}, gate_at: 1}}
        """;

    private readonly Cluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public async Task A_run_whose_node_is_killed_and_gone_with_its_disk_goes_on_elsewhere_from_its_last_checkpoint()
    {
        var coordinator = await cluster.Coordinator();
        var doomed = await cluster.Node("doomed", cluster.Beside("doomed"));
        await cluster.Submit(Studies.OneGated);
        await doomed.Line(line => line.Contains("is not the coordinator's"));
        await Moments.Until(() => CheckpointFiles.Epochs(cluster.Root).Any(epoch => epoch >= 3));

        await KillWithDisk(doomed, "doomed");
        cluster.OpenGate();
        await coordinator.Line(line => line.Contains("goes elsewhere"));
        var heir = await cluster.Node("heir", cluster.Beside("heir"));
        var line = await heir.Line(line => Fetched().IsMatch(line));
        await Ended(coordinator);

        Assert.InRange(int.Parse(Fetched().Match(line).Groups[1].Value, CultureInfo.InvariantCulture), 3, 24);
        Assert.True(WentOn(Directory.GetFiles(cluster.Beside("heir"), "epoch-0024.json", SearchOption.AllDirectories).Single()));
        var end = await Undisturbed.End(Studies.OneGated);
        Assert.Equal(end, await cluster.Verified(end.Sweep));
    }

    [Fact]
    public async Task A_run_gets_the_encoder_of_another_that_a_dead_node_trained_and_reports_get_their_images()
    {
        using var undisturbed = new TemporaryRoot();
        using var alone = await SweepProcess.Run(["run", undisturbed.Study(Dependent), "--root", undisturbed.Root, .. SweepProcess.WithTestModels]);
        var coordinator = await cluster.Coordinator();
        var trainer = await cluster.Node("trainer", cluster.Beside("trainer"));
        await cluster.Submit(Dependent);
        await coordinator.Line(line => line.Contains("run 0 attempt 1 completed"));

        await KillWithDisk(trainer, "trainer");
        cluster.OpenGate();
        var taker = await cluster.Node("taker", cluster.Beside("taker"));
        await taker.Line(line => line.Contains("Encoder ") && line.Contains("epoch 3 fetched from the coordinator"));
        await Ended(coordinator);

        var end = FinalLine.Of(alone);
        Assert.Equal(end, await cluster.Verified(end.Sweep));
        Assert.Equal(Artifacts(undisturbed.Root), Artifacts(cluster.Root));
        Assert.NotEmpty(Artifacts(cluster.Root));
    }

    /// <param name="isPublished">A set that goes by name, where its files are at hand; else one that is named by a path, which nodes lack.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_node_without_data_sets_and_without_network_gets_them_from_the_coordinator(bool isPublished)
    {
        var sets = Environment.GetEnvironmentVariable("SWEEP_DATASETS") ?? "";
        var name = isPublished && Directory.Exists(Path.Combine(sets, "mnist")) ? "mnist" : cluster.Beside("drawn");
        var digest = WriteImages(cluster.Beside("drawn"));
        await cluster.Submit($$"""
            name: sets
            dataset: {{name}}
            model: noop
            epochs: 1
            objective: {metric: test_loss, goal: minimize}
            parameters: {x: 1}
            """);
        Directory.CreateDirectory(Path.Combine(cluster.Root, "datasets"));
        Directory.Move(cluster.Beside("drawn"), Path.Combine(cluster.Root, "datasets", digest));
        Directory.CreateDirectory(cluster.Beside("empty"));

        var coordinator = await cluster.Coordinator();
        var node = await cluster.Node("bare", cluster.Beside("bare"), new Dictionary<string, string>
        {
            ["SWEEP_DATASETS"] = cluster.Beside("nowhere"),
            ["SWEEP_MIRRORS"] = "http://127.0.0.1:9",
            ["XDG_CACHE_HOME"] = cluster.Beside("empty"),
        });
        await Ended(coordinator);

        await node.Line(line => line.Contains($"Data sets are taken from elsewhere: there is no folder {cluster.Beside("nowhere")}"));
        await node.Line(line => line.Contains($"Data set {name} fetched from the coordinator, "));
        Assert.Equal(4, Directory.GetFiles(Path.Combine(cluster.Beside("bare"), "datasets"), "*", SearchOption.AllDirectories).Length);
        Assert.Equal((1, 1), (await cluster.Verified("sets-1")) is var end ? (end.Total, end.Completed) : default);
    }

    private static Task Ended(SweepProcess coordinator) => coordinator.Line(line => line.Contains("has ended"));

    private async Task KillWithDisk(SweepProcess node, string ownRoot)
    {
        var trainers = node.Trainers();
        await node.Kill();
        await Processes.Gone(trainers);
        Directory.Delete(cluster.Beside(ownRoot), recursive: true);
    }

    /// <summary>A run that began anew, and did not go on from another's checkpoint, has one attempt in its own.</summary>
    private static bool WentOn(string checkpoint) => File.ReadAllText(checkpoint).Contains("\"attempts\":2");

    private static IEnumerable<string> Artifacts(string root) => Directory.GetFiles(Path.Combine(root, "artifacts"), "*", SearchOption.AllDirectories)
        .Select(file => $"{Path.GetRelativePath(root, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}").Order();

    /// <summary>Writes a small data set.</summary>
    /// <returns>Its digest.</returns>
    private static string WriteImages(string folder)
    {
        const int Size = 4;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("idx-1\n"u8);
        Directory.CreateDirectory(folder);
        foreach (var (half, count) in new[] { ("train", 30), ("t10k", 10) })
        {
            byte[] pixels = [.. Enumerable.Range(0, count * Size * Size).Select(i => (byte)(i * 31))];
            byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))];
            File.WriteAllBytes(Path.Combine(folder, $"{half}-images-idx3-ubyte"), [.. BigEndian(0x803, count, Size, Size), .. pixels]);
            File.WriteAllBytes(Path.Combine(folder, $"{half}-labels-idx1-ubyte"), [.. BigEndian(0x801, count), .. labels]);
            foreach (var number in new[] { count, Size, Size })
            {
                hash.AppendData(BitConverter.GetBytes(number));
            }

            hash.AppendData(pixels);
            hash.AppendData(labels);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] BigEndian(params int[] numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(int)];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * sizeof(int)), numbers[i]);
        }

        return bytes;
    }

    [GeneratedRegex(@"Checkpoint of run small-1/\d+ epoch (\d+) fetched from the coordinator, [\d.]+ [kM]B in [\d.]+ s")]
    private static partial Regex Fetched();
}
