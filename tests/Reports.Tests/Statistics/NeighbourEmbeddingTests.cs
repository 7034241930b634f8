using Sweep.Reports.Statistics;

namespace Sweep.Reports.Tests.Statistics;

public sealed class NeighbourEmbeddingTests
{
    private const int Width = 6;

    [Fact]
    public void Clusters_stay_together_and_come_apart()
    {
        var places = NeighbourEmbedding.Of(Clusters(150), Width);

        // The nearest neighbours on the page are of the same cluster.
        var same = Enumerable.Range(0, 150).Count(i => Nearest(places, i) % 3 == i % 3);
        Assert.InRange(same, 148, 150);

        var middles = Enumerable.Range(0, 3).Select(cluster => Middle(places, cluster)).ToArray();
        var radius = Enumerable.Range(0, 150).Max(i => Distance(places[2 * i], places[(2 * i) + 1], middles[i % 3]));
        Assert.All([(0, 1), (0, 2), (1, 2)], pair => Assert.True(Distance(middles[pair.Item1].X, middles[pair.Item1].Y, middles[pair.Item2]) > radius));
    }

    [Fact]
    public void The_same_points_give_the_same_bits()
    {
        var points = Clusters(90);

        Assert.Equal(NeighbourEmbedding.Of(points, Width), NeighbourEmbedding.Of(points, Width));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_handful_of_points_has_places(int count)
    {
        var places = NeighbourEmbedding.Of(Clusters(count), Width);

        Assert.Equal(2 * count, places.Length);
        Assert.All(places, place => Assert.True(double.IsFinite(place)));
    }

    [Fact]
    public void Equal_points_have_finite_places() => Assert.All(NeighbourEmbedding.Of(new float[60 * Width], Width), place => Assert.True(double.IsFinite(place)));

    private static float[] Clusters(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(0, Width).Select(k => (float)((k == i % 3 ? 8 : 0) + random.NextDouble())))];
    }

    private static int Nearest(double[] places, int i) => Enumerable.Range(0, places.Length / 2).Where(j => j != i)
        .MinBy(j => Distance(places[2 * i], places[(2 * i) + 1], (places[2 * j], places[(2 * j) + 1])));

    private static (double X, double Y) Middle(double[] places, int cluster)
    {
        var members = Enumerable.Range(0, places.Length / 2).Where(i => i % 3 == cluster).ToList();
        return (members.Average(i => places[2 * i]), members.Average(i => places[(2 * i) + 1]));
    }

    private static double Distance(double x, double y, (double X, double Y) other) => Math.Sqrt(((x - other.X) * (x - other.X)) + ((y - other.Y) * (y - other.Y)));
}
