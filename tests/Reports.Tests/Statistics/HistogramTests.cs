using FsCheck;
using FsCheck.Fluent;
using Sweep.Reports.Statistics;

namespace Sweep.Reports.Tests.Statistics;

public sealed class HistogramTests
{
    [Fact]
    public void Every_number_falls_into_one_bin() => Prop.ForAll(
        Gen.Choose(-1000, 1000).Select(value => value / 10.0).NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary(),
        sample => Histogram.Of(sample, 7).Total == sample.Length).QuickCheckThrowOnFailure();

    [Fact]
    public void Bins_are_equal_and_the_largest_number_is_in_the_last()
    {
        var histogram = Histogram.Of([0, 1, 2, 3, 4, 4], 4);

        Assert.Equal((0, 1), (histogram.From, histogram.Width));
        Assert.Equal<int>([1, 1, 1, 3], histogram.Counts.ToArray());
    }

    [Fact]
    public void The_bars_have_an_area_of_one()
    {
        var histogram = Histogram.Of([0, 1, 2, 3, 4, 4, 9], 5);

        Assert.Equal(1, Enumerable.Range(0, 5).Sum(bin => histogram.DensityAt(bin) * histogram.Width), 12);
    }

    [Fact]
    public void Equal_numbers_are_in_one_bin() => Assert.Equal(3, Histogram.Of([2, 2, 2], 10).Counts[0]);
}
