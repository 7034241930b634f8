using Sweep.Models.Training.Cpu;

namespace Sweep.Models.Tests.Training.Cpu;

public class BulkRandomTests
{
    private const int Count = 1_000_003;

    [Fact]
    public void Normal_numbers_have_the_moments_and_the_tails_of_the_normal_distribution()
    {
        var numbers = new float[Count];
        new BulkRandom(5).FillNormal(numbers, 2f);
        var scaled = numbers.Select(number => number / 2.0).ToArray();

        Assert.Equal(0, scaled.Average(), 0.005);
        Assert.Equal(1, scaled.Average(x => x * x), 0.01);
        Assert.Equal(0, scaled.Average(x => x * x * x), 0.02);
        Assert.Equal(3, scaled.Average(x => x * x * x * x), 0.06);
        Assert.Equal(0.3173, scaled.Count(x => Math.Abs(x) > 1) / (double)Count, 0.003);
        Assert.Equal(0.0027, scaled.Count(x => Math.Abs(x) > 3) / (double)Count, 0.0004);
        Assert.All(numbers, number => Assert.True(float.IsFinite(number)));
    }

    [Fact]
    public void Neighbours_and_lanes_are_uncorrelated()
    {
        var numbers = new float[Count];
        new BulkRandom(6).FillNormal(numbers, 1f);

        foreach (var distance in new[] { 1, 2, 15, 16, 17, 32, 33, 784 })
        {
            var covariance = Enumerable.Range(0, Count - distance).Average(i => (double)numbers[i] * numbers[i + distance]);
            Assert.Equal(0, covariance, 0.005);
        }
    }

    [Fact]
    public void Uniform_numbers_fill_their_range_evenly()
    {
        var numbers = new float[Count];
        new BulkRandom(7).FillUniform(numbers);

        Assert.All(numbers, number => Assert.InRange(number, 0f, 0.99999999f));
        Assert.All(
            numbers.GroupBy(number => (int)(number * 10)).ToDictionary(decile => decile.Key, decile => decile.Count() / (double)Count).Values,
            share => Assert.Equal(0.1, share, 0.002));
    }

    [Fact]
    public void The_seed_decides_everything()
    {
        Assert.Equal(Normals(1), Normals(1));
        Assert.NotEqual(Normals(1), Normals(2));
    }

    private static float[] Normals(ulong seed)
    {
        var numbers = new float[100];
        new BulkRandom(seed).FillNormal(numbers, 1f);
        return numbers;
    }
}
