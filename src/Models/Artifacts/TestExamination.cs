using Sweep.Messages.Artifacts;
using Sweep.Models.DataSets;
using Sweep.Models.Networks;
using Sweep.Models.Training;
using Sweep.Models.Training.Cpu;
using static TorchSharp.torch;

namespace Sweep.Models.Artifacts;

/// <summary>What a trained network makes of the test set: one pass over it, with the noise of the evaluation.</summary>
/// <param name="images">Its noise already seeded.</param>
/// <param name="apply">The network, from a batch of images.</param>
internal sealed class TestExamination(ImageSource images, Func<Tensor, NetworkOutput> apply, ImageSet test, bool noisy)
{
    /// <summary>Images that are kept, as figures show them.</summary>
    public const int Samples = 10;

    /// <summary>Images whose latent codes are kept.</summary>
    public const int CodedImages = 2000;

    /// <summary>Principal components of the codes that are kept: more are of no use to t-SNE.</summary>
    public const int Components = 50;

    private readonly int pixels = test.Width * test.Height;
    private readonly List<float> codes = [];
    private readonly float[] errors = new float[test.Count];
    private byte[] noisySamples = [];
    private byte[] reconstructions = [];

    public TestArtifacts Run(CancellationToken stop)
    {
        int[] order = [.. Enumerable.Range(0, test.Count)];
        for (var at = 0; at < order.Length; at += Batches.EvaluationSize)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var clean = images.Gather(test, order.AsSpan(at, Math.Min(Batches.EvaluationSize, order.Length - at)));
            Examine(at, images.AddNoise(clean), clean);
        }

        var samples = Math.Min(Samples, test.Count);
        var components = codes.Count > 0 ? Project() : null;
        return new TestArtifacts(test.Height, test.Width, [.. test.Labels.Take(Math.Min(CodedImages, test.Count))])
        {
            Originals = [.. test.Pixels.AsSpan(0, samples * pixels)],
            Noisy = noisy ? [.. noisySamples] : [],
            Reconstructions = [.. reconstructions],
            Errors = [.. errors],
            Codes = [.. components?.Scores ?? []],
            Explained = [.. components?.Explained ?? []],
        };
    }

    private void Examine(int first, Tensor input, Tensor clean)
    {
        // The output of some networks is good only until they are asked again.
        var output = apply(input);
        var made = Host(output.Prediction);
        var wanted = Host(clean);
        for (var i = 0; i < made.Length / pixels; i++)
        {
            errors[first + i] = (float)(PixelKernels.SquaredError(made.Slice(i * pixels, pixels), wanted.Slice(i * pixels, pixels)) / pixels);
        }

        if (first == 0)
        {
            var samples = Math.Min(Samples, test.Count) * pixels;
            (noisySamples, reconstructions) = (ToBytes(Host(input)[..samples]), ToBytes(made[..samples]));
        }

        if (output.Latent is { } latent && first < CodedImages)
        {
            var width = (int)(latent.NumberOfElements / latent.shape[0]);
            codes.AddRange(Host(latent)[..(width * (int)Math.Min(latent.shape[0], CodedImages - first))]);
        }
    }

    private PrincipalComponents Project()
    {
        using var scope = NewDisposeScope();
        return PrincipalComponents.Of(tensor(codes.ToArray()).view(Math.Min(CodedImages, test.Count), -1), Components);
    }

    private static Span<float> Host(Tensor tensor) => Floats.Of(tensor.cpu().contiguous());

    private static byte[] ToBytes(ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)Math.Clamp(MathF.Round(values[i] * 255), 0, 255);
        }

        return bytes;
    }
}
