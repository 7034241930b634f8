using Sweep.Models.Training;
using Sweep.Models.Training.Cpu;

namespace Sweep.Models.Tests.Training.Cpu;

public class AdamKernelTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    public void Steps_are_those_of_the_formula_in_double_precision(double decay)
    {
        const int count = 37;
        var (weights, first, second) = (Numbers(1, count), new float[count], new float[count]);
        var expected = weights.Select(weight => (Weight: (double)weight, First: 0.0, Second: 0.0)).ToArray();
        for (var step = 1; step <= 50; step++)
        {
            var gradients = Numbers((ulong)step + 1, count);
            AdamKernel.Step(weights, gradients, first, second, AdamCoefficients.At(step, 0.01, decay));
            for (var i = 0; i < count; i++)
            {
                expected[i] = Scalar(expected[i], gradients[i], step, 0.01, decay);
            }
        }

        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(expected[i].Weight, weights[i], 2e-6));
        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(expected[i].Second, second[i], 1e-6));
    }

    [Fact]
    public void The_bits_of_a_weight_do_not_depend_on_where_it_stands()
    {
        var (weights, gradients) = (Numbers(1, 40), Numbers(2, 40));
        var whole = Stepped(weights, gradients);

        // A span of one is done by the scalar rest, places in a long one by the vector loop.
        for (var i = 0; i < weights.Length; i++)
        {
            Assert.Equal(BitConverter.SingleToInt32Bits(whole[i]), BitConverter.SingleToInt32Bits(Stepped([weights[i]], [gradients[i]])[0]));
        }
    }

    [Fact]
    public void Spans_of_different_lengths_are_refused() =>
        Assert.Throws<ArgumentException>(() => AdamKernel.Step(new float[4], new float[3], new float[4], new float[4], AdamCoefficients.At(1, 0.1, 0)));

    private static float[] Stepped(float[] weights, float[] gradients)
    {
        var (moved, first, second) = (weights.ToArray(), new float[weights.Length], new float[weights.Length]);
        for (var step = 1; step <= 3; step++)
        {
            AdamKernel.Step(moved, gradients, first, second, AdamCoefficients.At(step, 0.003, 0.01));
        }

        return moved;
    }

    private static (double Weight, double First, double Second) Scalar(
        (double Weight, double First, double Second) at, double gradient, int step, double rate, double decay)
    {
        var first = (0.9 * at.First) + (0.1 * gradient);
        var second = (0.999 * at.Second) + (0.001 * gradient * gradient);
        var (correctedFirst, correctedSecond) = (first / (1 - Math.Pow(0.9, step)), second / (1 - Math.Pow(0.999, step)));
        return ((at.Weight * (1 - (rate * decay))) - (rate * correctedFirst / (Math.Sqrt(correctedSecond) + 1e-8)), first, second);
    }

    private static float[] Numbers(ulong seed, int count)
    {
        var stream = new RandomStream(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * stream.NextDouble()) - 1))];
    }
}
