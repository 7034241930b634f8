using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sweep.Messages.Parameters;
using Sweep.Models.Catalogue;
using Sweep.Models.Tests.Support;
using Sweep.Models.Networks;
using Sweep.Models.Training;
using Sweep.Models.Training.Cpu;
using static TorchSharp.torch;

namespace Sweep.Models.Tests.Training;

/// <summary>What holds for each way to take a step: written out for the CPU, and by autograd.</summary>
public class TrainingStepTests
{
    private static readonly float[] Clean = [0, 1, 0.5f, 0.25f];
    private static readonly float[] Noisy = [0.1f, 0.9f, 0.5f, 0.45f];

    [Theory]
    [InlineData(true, "mse")]
    [InlineData(false, "mse")]
    [InlineData(true, "bce")]
    [InlineData(false, "bce")]
    public void One_batch_is_learnt_by_heart(bool written_out, string loss)
    {
        using var scope = NewDisposeScope();
        var parameters = Some.Dense(
            ("loss", Some.Text(loss)), ("l1", Some.Real(0)), ("lr", Some.Real(0.01)), ("hidden", Some.Integers(64)), ("latent", Some.Integer(16)));
        using var step = Step(written_out, parameters, pixels: 12);
        var stream = new RandomStream(3);
        var images = tensor(Enumerable.Range(0, 6 * 12).Select(_ => stream.NextDouble() < 0.5 ? 0f : 1f).ToArray()).view(6, 12);
        for (var i = 0; i < 1000; i++)
        {
            step.Run(images, images, learningRate: 0.01);
        }

        step.DrainLoss();
        step.Run(images, images, learningRate: 0.01);

        Assert.InRange(step.DrainLoss() / 6, 0, 0.001);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Metrics_are_those_computed_by_hand(bool written_out)
    {
        using var scope = NewDisposeScope();
        var parameters = Some.Dense(("hidden", Some.Integers()), ("latent", Some.Integer(2)), ("l1", Some.Real(0.5)));
        using var step = Step(written_out, parameters, pixels: 2);

        // z = (x₀ + x₁, 0); the output is the sigmoid of (z₀ + 0.5, -z₀).
        step.Restore(
        [
            F32("layers.0.weight", [2, 2], 1, 1, 0, 0), F32("layers.0.bias", [2], 0, 0),
            F32("layers.1.weight", [2, 2], 1, 0, -1, 0), F32("layers.1.bias", [2], 0.5f, 0),
            .. step.Capture().Where(tensor => tensor.Name.StartsWith("optimizer.", StringComparison.Ordinal)),
        ]);
        var totals = new EvaluationTotals();
        step.Evaluate(tensor(Noisy).view(2, 2), tensor(Clean).view(2, 2), totals);

        double[] z = [1.0, 0.95];
        double[] output = [Sigmoid(1.5), Sigmoid(-1), Sigmoid(1.45), Sigmoid(-0.95)];
        var squares = output.Zip(Clean, (p, t) => (p - t) * (p - t)).Sum();
        Assert.Equal(2, totals.Samples);
        Assert.Equal(squares, totals.SquaredError, 1e-6);
        Assert.Equal((squares / 4) + (0.5 * z.Sum() / 2), totals.MeanLoss, 1e-6);
        Assert.Equal(z.Sum() / 4, totals.LatentMean, 1e-6);
        Assert.Equal(0.5, totals.LatentSparsity);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cross_entropy_is_the_one_computed_by_hand(bool written_out)
    {
        using var scope = NewDisposeScope();
        using var step = Step(
            written_out, Some.Dense(("hidden", Some.Integers()), ("latent", Some.Integer(1)), ("loss", Some.Text("bce")), ("l1", Some.Real(0))), pixels: 2);
        step.Restore(
        [
            F32("layers.0.weight", [1, 2], 0, 0), F32("layers.0.bias", [1], 1),
            F32("layers.1.weight", [2, 1], 2, -3), F32("layers.1.bias", [2], 0, 0),
            .. step.Capture().Where(tensor => tensor.Name.StartsWith("optimizer.", StringComparison.Ordinal)),
        ]);
        var totals = new EvaluationTotals();
        step.Evaluate(tensor(Noisy).view(2, 2), tensor(Clean).view(2, 2), totals);

        double[] output = [Sigmoid(2), Sigmoid(-3), Sigmoid(2), Sigmoid(-3)];
        var expected = output.Zip(Clean, (p, t) => (-t * Math.Log(p)) - ((1 - t) * Math.Log(1 - p))).Average();
        Assert.Equal(expected, totals.MeanLoss, 1e-6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Evaluating_changes_nothing(bool written_out)
    {
        using var scope = NewDisposeScope();
        using var step = Step(written_out, Some.Dense(), pixels: 2);
        var before = step.Capture();

        step.Evaluate(tensor(Noisy).view(2, 2), tensor(Clean).view(2, 2), new EvaluationTotals());

        Assert.All(before.Zip(step.Capture()), pair => Assert.Equal(pair.First.Bytes, pair.Second.Bytes));
        Assert.Equal(0, step.DrainLoss());
    }

    [Theory]
    [InlineData("adam", 3)]
    [InlineData("sgd", 1)]
    public void What_is_captured_is_weights_and_what_the_optimizer_keeps(string optimizer, int copies)
    {
        var parameters = Some.Dense(("optimizer", Some.Text(optimizer)));
        using var step = Step(written_out: true, parameters, pixels: 36);
        var captured = step.Capture();

        var weights = new DenseAutoencoder().Description.Estimate(parameters, Some.Images().Description).WeightCount;
        Assert.Equal(copies * weights, captured.Where(tensor => tensor.ElementType == "F32").Sum(tensor => tensor.Bytes.Length / sizeof(float)));
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(captured.Single(tensor => tensor.ElementType == "I64").Bytes));
        Assert.All(captured, tensor => Assert.Equal(
            tensor.Shape.Aggregate(1L, (product, size) => product * size) * (tensor.ElementType == "F32" ? sizeof(float) : sizeof(long)), tensor.Bytes.Length));
    }

    [Fact]
    public void First_weights_lie_within_one_over_the_root_of_the_fan_in_and_fill_that_range()
    {
        using var step = Step(written_out: true, Some.Dense(("hidden", Some.Integers(300))), pixels: 100);

        var first = MemoryMarshal.Cast<byte, float>(step.Capture().Single(tensor => tensor.Name == "layers.0.weight").Bytes).ToArray();
        Assert.All(first, weight => Assert.InRange(weight, -0.1f, 0.1f));
        Assert.Equal(0, first.Average(), 0.002);
        Assert.Equal(0.1 / Math.Sqrt(3), Math.Sqrt(first.Average(weight => weight * weight)), 0.001);
    }

    private static TrainingStep Step(bool written_out, ParameterSet parameters, int pixels)
    {
        var widths = DenseAutoencoder.Widths(parameters, pixels);
        return written_out ? new DenseStep(widths, parameters, new InitialWeights(Seed: 1)) : new NetworkStep(new DenseNetwork(widths), (1, pixels), parameters, CPU, new InitialWeights(Seed: 1));
    }

    private static double Sigmoid(double a) => 1 / (1 + Math.Exp(-a));

    private static TensorData F32(string name, ImmutableArray<long> shape, params float[] values) =>
        new(name, "F32", shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}
