using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Sweep.GpuNode.Checkpoints;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Runs;
using Sweep.Models.Files;
using Sweep.Models.Training;

namespace Sweep.GpuNode.Artifacts;

/// <summary>
/// Keeps what runs leave for figures, one safetensors file for each run key: <c>3f/3fa2…/test.safetensors</c>. May be used from any thread; two
/// writers of one run write the same.
/// </summary>
/// <param name="root">The folder of all artifacts; created when needed.</param>
/// <param name="report">Hears what could not be written and why.</param>
public sealed class ArtifactStore(string root, Action<string>? report = null)
{
    internal const string FileName = "test.safetensors";

    public bool Has(RunKey key) => File.Exists(PathOf(key));

    /// <summary>The file of a run, whether it is there or not.</summary>
    public string PathOf(RunKey key) => Path.Combine(root, NameOf(key));

    /// <summary>The same, below the folder of all artifacts.</summary>
    internal static string NameOf(RunKey key) => Path.Combine(CheckpointFolder.Of(key), FileName);

    /// <summary>Reads the content of such a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static TestArtifacts Read(byte[] content) => Read(SafeTensors.Read(content));

    /// <summary>
    /// Makes and keeps the artifacts of a run. Figures are not worth a run: whatever goes wrong is reported, and the run goes on. But a full disk is worth
    /// a pause, after which they can be kept.
    /// </summary>
    /// <param name="make">Null when the run has none.</param>
    /// <returns>What is wrong where the disk is full; else null.</returns>
    public string? Keep(RunId run, RunKey key, Func<TestArtifacts?> make)
    {
        try
        {
            if (make() is { } artifacts)
            {
                Save(key, artifacts);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is being stopped; nothing is wrong.
        }
        catch (Exception error) when (DiskFull.Is(error))
        {
            return $"The artifacts {PathOf(key)} could not be written: {error.Message.TrimEnd('.')}. {DiskFull.Remedy}";
        }
        catch (Exception error)
        {
            report?.Invoke($"Run {run} completes without its artifacts, so figures will lack them: {error.Message}");
        }

        return null;
    }

    /// <summary>The file of a run as it is; null when there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[]? Find(RunKey key) => Has(key) ? File.ReadAllBytes(PathOf(key)) : null;

    private void Save(RunKey key, TestArtifacts artifacts)
    {
        var path = PathOf(key);
        var count = artifacts.Samples;
        var (height, width) = (artifacts.Height, artifacts.Width);
        var parts = SafeTensors.Write(
        [
            Bytes("labels", artifacts.Labels, artifacts.Labels.Length),
            Bytes("original", artifacts.Originals, count, height, width),
            .. artifacts.Noisy.IsEmpty ? [] : (TensorData[])[Bytes("noisy", artifacts.Noisy, count, height, width)],
            .. artifacts.Reconstructions.IsEmpty ? [] : (TensorData[])[Bytes("reconstructed", artifacts.Reconstructions, count, height, width)],
            Floats("errors", artifacts.Errors, artifacts.Errors.Length),
            Floats("codes", artifacts.Codes, artifacts.Components == 0 ? 0 : artifacts.Codes.Length / artifacts.Components, artifacts.Components),
            Floats("explained", artifacts.Explained, artifacts.Components),
        ],
        [
            new("run_key", key.ToString()), new("height", height.ToString(CultureInfo.InvariantCulture)), new("width", width.ToString(CultureInfo.InvariantCulture)),
        ]);
        var folder = Path.GetDirectoryName(path)!;
        DurableFile.CreateFolder(folder);
        DurableFile.Write(path, parts);
    }

    private static TestArtifacts Read(ImmutableArray<TensorData> tensors)
    {
        var named = tensors.ToDictionary(tensor => tensor.Name);
        var original = named.GetValueOrDefault("original") ?? throw new InvalidDataException("it has no original images");
        return original.Shape is [_, var height, var width]
            ? new TestArtifacts((int)height, (int)width, Bytes("labels"))
            {
                Originals = Bytes("original"),
                Noisy = Bytes("noisy"),
                Reconstructions = Bytes("reconstructed"),
                Errors = Floats("errors"),
                Codes = Floats("codes"),
                Explained = Floats("explained"),
            }
            : throw new InvalidDataException("its images have no height and width");

        ImmutableArray<byte> Bytes(string name) => named.TryGetValue(name, out var tensor) ? ImmutableCollectionsMarshal.AsImmutableArray(tensor.Bytes) : [];

        ImmutableArray<float> Floats(string name) => named.TryGetValue(name, out var tensor) ? [.. MemoryMarshal.Cast<byte, float>(tensor.Bytes)] : [];
    }

    private static TensorData Bytes(string name, ImmutableArray<byte> values, params ImmutableArray<long> shape) => new(name, "U8", shape, [.. values]);

    private static TensorData Floats(string name, ImmutableArray<float> values, params ImmutableArray<long> shape) =>
        new(name, "F32", shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}
