using Sweep.Models.Artifacts;
using TorchSharp;

namespace Sweep.Models.Tests.Artifacts;

public sealed class PrincipalComponentsTests
{
    [Fact]
    public void Points_on_a_line_have_one_direction()
    {
        // (0, 0), (3, 4), (6, 8): distances of 5 along the line, with their middle at (3, 4).
        var found = Of([0, 0, 3, 4, 6, 8], 2, most: 2);

        Assert.Equal(2, found.Count);
        Assert.Equal(1, found.Explained[0], 6);
        Assert.Equal(0, found.Explained[1], 6);
        Assert.Equal([-5, 0, 5], Column(found, 0).Select(Math.Abs).Zip([-1, 0, 1], (size, sign) => size * sign), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void An_ellipse_has_its_axes_and_their_variances()
    {
        var random = new Random(1);
        var (long_, short_) = (Normal(random, 4000, 3), Normal(random, 4000, 1));
        var turned = long_.Zip(short_, (x, y) => new[] { (float)(10 + (0.8 * x) - (0.6 * y)), (float)((0.6 * x) + (0.8 * y) - 5) }).SelectMany(pair => pair).ToArray();

        var found = Of(turned, 2, most: 2);

        Assert.Equal(0.9, found.Explained[0], 0.01);
        Assert.True(Math.Abs(Correlation(Column(found, 0), long_)) > 0.999);
        Assert.True(Math.Abs(Correlation(Column(found, 1), short_)) > 0.99);
        Assert.Equal(0, Column(found, 0).Average(), 4);
    }

    [Fact]
    public void Many_columns_have_the_directions_that_few_have()
    {
        // Three directions of falling variance in 400 columns, found by iteration; in 3 columns of their own, found exactly.
        var random = new Random(2);
        var scores = Enumerable.Range(0, 300).Select(_ => new[] { 9 * random.NextDouble(), 5 * random.NextDouble(), 2 * random.NextDouble() }).ToArray();
        var directions = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 400).Select(_ => random.NextDouble() - 0.5).ToArray()).ToArray();
        var wide = scores.SelectMany(row => Enumerable.Range(0, 400).Select(column => (float)Enumerable.Range(0, 3).Sum(k => row[k] * directions[k][column]))).ToArray();

        var found = Of(wide, 400, most: 5);

        Assert.Equal(5, found.Count);
        Assert.Equal(1, found.Explained.Take(3).Sum(), 5);
        Assert.All(found.Explained.Skip(3), share => Assert.Equal(0, share, 6));
        Assert.Equal(found.Explained.OrderDescending(), found.Explained);

        // Distances between points are kept.
        var (there, here) = (Distance(wide, 400, 17, 203), Distance(found.Scores, found.Count, 17, 203));
        Assert.Equal(there, here, there * 1e-4);
    }

    [Fact]
    public void The_same_rows_give_the_same_bits()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 100 * 200).Select(_ => (float)random.NextDouble()).ToArray();

        Assert.Equal(Of(rows, 200, 10).Scores, Of(rows, 200, 10).Scores);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(5, 1)]
    [InlineData(3, 7)]
    public void There_are_never_more_directions_than_rows_or_columns(int rows, int columns)
    {
        var found = Of([.. Enumerable.Range(0, rows * columns).Select(i => (float)(i * i % 7))], columns, most: 50);

        Assert.Equal(Math.Min(rows, columns), found.Count);
        Assert.All(found.Scores, score => Assert.True(float.IsFinite(score)));
        Assert.All(found.Explained, share => Assert.InRange(share, 0, 1.00001f));
    }

    [Fact]
    public void Equal_rows_have_no_variance() => Assert.All(Of([2, 3, 2, 3, 2, 3], 2, 2).Explained, share => Assert.Equal(0, share));

    private static PrincipalComponents Of(float[] rows, int columns, int most)
    {
        using var tensor = torch.tensor(rows);
        using var matrix = tensor.view(-1, columns);
        return PrincipalComponents.Of(matrix, most);
    }

    private static IEnumerable<double> Column(PrincipalComponents found, int column) =>
        found.Scores.Chunk(found.Count).Select(row => (double)row[column]);

    private static List<double> Normal(Random random, int count, double deviation) =>
        [.. Enumerable.Range(0, count).Select(_ => deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];

    private static double Correlation(IEnumerable<double> a, IEnumerable<double> b)
    {
        var pairs = a.Zip(b).ToList();
        var (meanA, meanB) = (pairs.Average(pair => pair.First), pairs.Average(pair => pair.Second));
        return pairs.Sum(pair => (pair.First - meanA) * (pair.Second - meanB))
            / Math.Sqrt(pairs.Sum(pair => Math.Pow(pair.First - meanA, 2)) * pairs.Sum(pair => Math.Pow(pair.Second - meanB, 2)));
    }

    private static double Distance(float[] rows, int width, int one, int other) =>
        Math.Sqrt(Enumerable.Range(0, width).Sum(k => Math.Pow(rows[(one * width) + k] - rows[(other * width) + k], 2)));
}
