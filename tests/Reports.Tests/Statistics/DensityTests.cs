using Sweep.Reports.Statistics;

namespace Sweep.Reports.Tests.Statistics;

public sealed class DensityTests
{
    [Fact]
    public void A_density_integrates_to_one()
    {
        var density = Density.Of([.. Normal(2000, 5, 2)]);

        var step = density.At[1] - density.At[0];
        Assert.Equal(1, density.Values.Sum() * step, 2);
        Assert.All(density.Values, value => Assert.True(value >= 0));
    }

    [Fact]
    public void The_density_of_a_normal_sample_peaks_at_its_mean_with_the_height_of_the_formula()
    {
        var density = Density.Of([.. Normal(5000, 5, 2)]);

        var peak = density.Values.Max();
        Assert.Equal(5, density.At[density.Values.IndexOf(peak)], 0.3);
        Assert.Equal(1 / (2 * Math.Sqrt(2 * Math.PI)), peak, 0.02);
    }

    [Fact]
    public void Two_clusters_have_two_peaks_and_a_valley()
    {
        var density = Density.Of([.. Normal(500, 0, 1), .. Normal(500, 20, 1)]);

        Assert.True(ValueAt(0) > 5 * ValueAt(10));
        Assert.True(ValueAt(20) > 5 * ValueAt(10));

        double ValueAt(double x) => density.Values[density.At.Select((at, i) => (Math.Abs(at - x), i)).Min().i];
    }

    [Fact]
    public void The_bandwidth_is_that_of_the_rule()
    {
        // σ = √2.5, IQR = 2: 0.9 · min(1.581, 1.4925) · 5^(-1/5).
        Assert.Equal(0.9 * (2 / 1.34) * Math.Pow(5, -0.2), Density.Bandwidth([1, 2, 3, 4, 5]), 12);
    }

    [Fact]
    public void Equal_numbers_have_a_density_all_the_same() => Assert.All(Density.Of([3, 3, 3]).Values, value => Assert.True(double.IsFinite(value)));

    private static IEnumerable<double> Normal(int count, double mean, double deviation)
    {
        var random = new Random(1);
        return Enumerable.Range(0, count).Select(_ => mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))).ToList();
    }
}
