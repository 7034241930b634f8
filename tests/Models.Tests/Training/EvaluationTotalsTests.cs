using Sweep.Models.Training;

namespace Sweep.Models.Tests.Training;

public class EvaluationTotalsTests
{
    [Fact]
    public void Means_are_over_all_batches_not_over_their_means()
    {
        var totals = new EvaluationTotals();
        totals.AddReconstruction(samples: 3, pixels: 30, loss: 6, squaredError: 0.2);
        totals.AddReconstruction(samples: 1, pixels: 10, loss: 4, squaredError: 0.2);
        totals.AddLatent(count: 6, sum: 3, small: 1);
        totals.AddLatent(count: 2, sum: -1, small: 1);
        totals.AddNoise(4);

        Assert.Equal(2.5, totals.MeanLoss);
        Assert.Equal(20, totals.Psnr, 1e-12);
        Assert.Equal(10, totals.PsnrNoisy, 1e-12);
        Assert.Equal(0.25, totals.LatentMean);
        Assert.Equal(0.25, totals.LatentSparsity);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.01, 20)]
    [InlineData(0.001, 30)]
    [InlineData(0, 200)]
    public void Psnr_is_in_decibels(double meanSquaredError, double decibels) => Assert.Equal(decibels, EvaluationTotals.PsnrOf(meanSquaredError), 1e-9);

    [Fact]
    public void The_psnr_of_no_number_is_none() => Assert.Equal(double.NaN, EvaluationTotals.PsnrOf(double.NaN));
}
