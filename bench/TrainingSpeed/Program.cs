using System.Diagnostics;
using System.Globalization;
using Sweep.Messages.Parameters;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;
using Sweep.Models.Training;
using Sweep.Models.Training.Cpu;
using static TorchSharp.torch;

// usage: TrainingSpeed [STEPS]
// Trains 784-512-256-100 at batch 128 with gaussian noise of variance 0.1 and Adam, on one thread, on random images, through the trainer's
// own parts: gathering, noise, step. Prints steps per second, and resident memory after the warm-up and at the end.
var steps = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 400;
const int batch = 128;
set_num_threads(1);

var pixels = new byte[10_000 * 784];
new Random(1).NextBytes(pixels);
var set = new ImageSet(10_000, 28, 28, pixels, new byte[10_000]);
var given = ParameterSet.From(
[
    new("model", new ParameterValue.Text("dense-autoencoder")),
    new("dataset", new ParameterValue.Text("random")),
    new("latent", new ParameterValue.Integer(100)),
    new("noise.type", new ParameterValue.Text("gaussian")),
    new("noise.variance", new ParameterValue.Real(0.1)),
]);
var parameters = Defaults.Resolve(new DenseAutoencoder().Description, given);
using var images = new HostImages(NoiseOptions.From(parameters));
using var step = new DenseStep([784, 512, 256, 100, 256, 512, 784], parameters, new InitialWeights(Seed: 1));
images.SeedNoise(1);

// Long enough for the compiler to reach its last tier.
Run(300);
var before = ResidentMegabytes();
var clock = Stopwatch.StartNew();
Run(steps);
var seconds = clock.Elapsed.TotalSeconds;
Console.WriteLine(
    FormattableString.Invariant(
        $"{steps / seconds:F1} steps/s, {1000 * seconds / steps:F2} ms/step, resident {before:F1} MB before, {ResidentMegabytes():F1} MB after {steps} steps"));

void Run(int count)
{
    var order = new RandomStream(2).Permutation(set.Count);
    for (var i = 0; i < count; i++)
    {
        using var scope = NewDisposeScope();
        var clean = images.Gather(set, order.AsSpan(i * batch % (order.Length - batch), batch));
        step.Run(images.AddNoise(clean), clean, learningRate: 0.001);
        step.DrainLoss();
    }
}

static double ResidentMegabytes()
{
    using var process = Process.GetCurrentProcess();
    return process.WorkingSet64 / 1048576.0;
}
