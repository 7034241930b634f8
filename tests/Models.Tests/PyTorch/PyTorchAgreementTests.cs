using System.Text.Json;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Models.Catalogue;
using Sweep.Models.Tests.Support;
using Sweep.Models.Networks;
using Sweep.Models.Training;
using Sweep.Models.Training.Cpu;
using static TorchSharp.torch;

namespace Sweep.Models.Tests.PyTorch;

/// <summary>
/// The steps that trainings take give PyTorch's losses: from equal weights, images and noise, each of the first 200 steps within 10⁻⁵
/// relative. <c>reference.py</c> beside this file has the recipe of all three, and wrote <c>reference.json</c>.
/// </summary>
public class PyTorchAgreementTests
{
    private const int Images = 64;

    /// <summary>Dense ones are trained both by the step written out and by autograd.</summary>
    public static TheoryData<string, bool> Cases
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var (name, reference) in Reference())
            {
                data.Add(name, false);
                if (reference.GetProperty("model").GetString() == "dense-autoencoder")
                {
                    data.Add(name, true);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_step_loses_what_it_loses_in_PyTorch(string name, bool written_out)
    {
        set_num_threads(1);
        var reference = Reference()[name];
        var parameters = Parameters(reference);
        var pixels = reference.GetProperty("pixels").GetInt32();
        var (height, width) = pixels == 784 ? (28, 28) : (1, pixels);
        using var encoder = parameters.Text("model") == "encoder-classifier" ? Encoder(reference) : null;
        var network = encoder is null ? Network(parameters, width, height) : new CnnClassifierNetwork([], [], 10, 1, (int)encoder.CodeSize);
        var shape = encoder is null ? (height, width) : (1, (int)encoder.CodeSize);
        var initial = new InitialWeights(Seed: 1, parameters.Text("init"));
        using TrainingStep step = written_out
            ? new DenseStep(DenseAutoencoder.Widths(parameters, pixels), parameters, initial)
            : new NetworkStep(network, shape, parameters, CPU, initial);

        var batch = reference.GetProperty("batch").GetInt32();
        var rates = new LearningRates(parameters.Real("lr"), parameters.Text("schedule"), reference.GetProperty("losses").GetArrayLength());
        var images = ImageNumbers(pixels);
        foreach (var (expected, index) in reference.GetProperty("losses").EnumerateArray().Select((loss, index) => (loss.GetDouble(), index)))
        {
            using var scope = NewDisposeScope();
            var clean = Batch(images, pixels, batch, index);
            var noisy = clean + Noise(reference.GetProperty("noise").GetDouble(), pixels, batch, index);
            var input = encoder is null ? noisy : encoder.Encode(noisy);
            step.Run(input, network.Target == LearningTarget.Labels ? Labels(batch, index) : clean, rates.At(index));

            var loss = step.DrainLoss() / batch;
            Assert.True(Math.Abs(loss - expected) <= 1e-5 * expected, $"Step {index + 1} lost {loss}, in PyTorch {expected}.");
        }
    }

    private static Dictionary<string, JsonElement> Reference()
    {
        using var stream = typeof(PyTorchAgreementTests).Assembly.GetManifestResourceStream("reference.json")!;
        return JsonDocument.Parse(stream).RootElement.GetProperty("cases").EnumerateArray().ToDictionary(item => item.GetProperty("name").GetString()!);
    }

    private static Network Network(ParameterSet parameters, int width, int height) =>
        ((NetworkModel)ModelCatalogue.BuiltIn.Find(parameters.Text("model"))!).Build(parameters, Description(width, height));

    private static DataSetDescription Description(int width, int height) => new("images", "", Images, Images, width, height, 10);

    /// <summary>That of an autoencoder before its training.</summary>
    private static FrozenEncoder Encoder(JsonElement reference)
    {
        var network = Network(Parameters(reference, "conv-autoencoder"), 28, 28);
        using var weights = new FlatWeights(network.Weights, CPU);
        weights.Initialise(new InitialWeights(Seed: 9));
        return new FrozenEncoder(new TrainedEncoder(network, [.. weights.Capture("")]), Description(28, 28), CPU);
    }

    /// <summary>Those of the case that its model knows.</summary>
    private static ParameterSet Parameters(JsonElement reference, string? of = null)
    {
        var model = ModelCatalogue.BuiltIn.Find(of ?? reference.GetProperty("model").GetString()!)!.Description;
        return Some.Parameters(
            model.Name,
            [.. ParameterJson.Read(reference)
                .Where(item => item.Key != "model" && model.Find(item.Key) is not null)
                .Select(item => (item.Key, item.Value))]);
    }

    private static float[] ImageNumbers(int pixels)
    {
        var stream = new RandomStream(2);
        var numbers = new float[Images * pixels];
        foreach (ref var number in numbers.AsSpan())
        {
            number = (float)Math.Pow(stream.NextDouble(), 4);
        }

        return numbers;
    }

    private static Tensor Batch(float[] images, int pixels, int batch, int step)
    {
        var numbers = new float[batch * pixels];
        for (var i = 0; i < batch; i++)
        {
            images.AsSpan(((step * batch) + i) % Images * pixels, pixels).CopyTo(numbers.AsSpan(i * pixels));
        }

        return tensor(numbers).view(batch, pixels);
    }

    private static Tensor Labels(int batch, int step) => tensor(Enumerable.Range(0, batch).Select(i => (((step * batch) + i) % Images) % 10L).ToArray());

    private static Tensor Noise(double strength, int pixels, int batch, int step)
    {
        var numbers = new float[batch * pixels];
        var streams = Enumerable.Range(0, 4)
            .Select(part => new RandomStream((ulong)(3 + part) + (0x9E3779B97F4A7C15 * (ulong)(step * numbers.Length))))
            .ToArray();
        foreach (ref var number in numbers.AsSpan())
        {
            number = (float)(strength * (streams[0].NextDouble() + streams[1].NextDouble() + streams[2].NextDouble() + streams[3].NextDouble() - 2));
        }

        return tensor(numbers).view(batch, pixels);
    }
}
