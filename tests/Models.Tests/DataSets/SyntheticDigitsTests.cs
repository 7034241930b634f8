using Sweep.Models.DataSets;

namespace Sweep.Models.Tests.DataSets;

public sealed class SyntheticDigitsTests
{
    private static readonly DataSet Digits = SyntheticDigits.Draw();

    [Fact]
    public void They_are_the_same_bytes_on_every_machine()
    {
        // When the drawing changes on purpose, give it another digest too: what was trained on the old ones must not be reused.
        Assert.Equal("synthetic-digits-1", Digits.Description.Digest);
        Assert.Equal("9439280189ea77cebaffb012526b554fba3decd8555ccc11fb722024e466031d", DataSetDigest.Of(Digits.Train, Digits.Test));
    }

    [Fact]
    public void They_are_what_their_description_says()
    {
        Assert.Equal((6_000, 1_000, 28, 28), (Digits.Train.Count, Digits.Test.Count, Digits.Train.Width, Digits.Test.Height));
        Assert.Equal(6_000 * 784, Digits.Train.Pixels.Length);
        Assert.Equal(Enumerable.Range(0, 10), Digits.Test.Labels.Distinct().Order().Select(label => (int)label));
    }

    [Fact]
    public void Every_image_has_ink_and_a_black_rim()
    {
        for (var image = 0; image < Digits.Train.Count; image++)
        {
            var pixels = Digits.Train.Pixels.AsSpan(image * 784, 784);
            Assert.InRange(pixels.ToArray().Average(pixel => pixel), 8, 80);
            Assert.False(pixels[..28].ContainsAnyExcept((byte)0), $"Image {image} touches the rim.");
        }
    }

    [Fact]
    public void A_nearest_mean_classifier_tells_them_apart()
    {
        var means = Enumerable.Range(0, 10).Select(digit => Mean(Digits.Train, digit)).ToArray();
        var test = Digits.Test;
        var right = Enumerable.Range(0, test.Count).Count(image => Nearest(means, test.Pixels.AsSpan(image * 784, 784)) == test.Labels[image]);
        Assert.InRange(right, 700, 1_000);
    }

    private static double[] Mean(ImageSet set, int digit)
    {
        var (mean, images) = (new double[784], Enumerable.Range(0, set.Count).Where(image => set.Labels[image] == digit).ToArray());
        foreach (var image in images)
        {
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += (double)set.Pixels[(image * 784) + i] / images.Length;
            }
        }

        return mean;
    }

    private static int Nearest(double[][] means, ReadOnlySpan<byte> image)
    {
        var (nearest, least) = (-1, double.MaxValue);
        for (var digit = 0; digit < means.Length; digit++)
        {
            var distance = 0.0;
            for (var i = 0; i < image.Length; i++)
            {
                distance += (image[i] - means[digit][i]) * (image[i] - means[digit][i]);
            }

            (nearest, least) = distance < least ? (digit, distance) : (nearest, least);
        }

        return nearest;
    }
}
