using Sweep.Models.Tests.Support;
using Sweep.Models.Training;

namespace Sweep.Models.Tests.Training;

public sealed class ValidationSplitTests
{
    private static (int[] Training, int[] Validation) Split(double validation, int seed = 1, int count = 1000) => ValidationSplit.Of(
        Some.Parameters("dense-autoencoder", ("validation", Some.Real(validation)), ("seed", Some.Integer(seed))), count);

    [Theory]
    [InlineData(0.2, 200)]
    [InlineData(0.1237, 124)]
    [InlineData(0, 0)]
    public void Every_image_is_in_one_part_and_the_part_kept_apart_has_its_size(double validation, int size)
    {
        var (training, kept) = Split(validation);

        Assert.Equal(size, kept.Length);
        Assert.Equal(Enumerable.Range(0, 1000), training.Concat(kept).Order());
    }

    [Fact]
    public void The_seed_decides_which_images_are_kept_apart()
    {
        Assert.Equal(Split(0.2).Validation, Split(0.2).Validation);
        Assert.NotEqual(Split(0.2).Validation.Order(), Split(0.2, seed: 2).Validation.Order());
    }

    [Fact]
    public void They_are_drawn_from_the_whole_set() => Assert.InRange(Split(0.2).Validation.Average(), 400, 600);

    [Fact]
    public void One_image_at_least_is_left_for_training() =>
        Assert.Contains("leaves none of 2 images", Assert.Throws<BadLaneException>(() => Split(0.9, count: 2)).Message);
}
