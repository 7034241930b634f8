using Sweep.Models.DataSets;
using Sweep.Models.Training;
using Sweep.Models.Training.Cpu;

namespace Sweep.Models.Tests.Training.Cpu;

public class HostImagesTests
{
    private static readonly ImageSet Ramp = new(100, 16, 17, [.. Enumerable.Range(0, 100 * 16 * 17).Select(i => (byte)i)], new byte[100]);
    private static readonly int[] All = [.. Enumerable.Range(0, 100)];

    [Fact]
    public void Images_are_put_side_by_side_in_the_order_asked_for()
    {
        using var images = new HostImages(new NoiseOptions.None());

        var batch = images.Gather(Ramp, [7, 3]);

        Assert.Equal([2, 16 * 17], batch.shape);
        Assert.Equal(Ramp.Pixels.AsSpan(7 * 272, 272).ToArray().Select(pixel => pixel / 255f), Floats.Of(batch)[..272].ToArray());
        Assert.Equal(Ramp.Pixels.AsSpan(3 * 272, 272).ToArray().Select(pixel => pixel / 255f), Floats.Of(batch)[272..].ToArray());
        Assert.Same(batch, images.AddNoise(batch));
    }

    [Fact]
    public void Gaussian_noise_has_its_deviation_and_leaves_the_clean_images_alone()
    {
        using var images = new HostImages(new NoiseOptions.Gaussian(0.3, Clip: false));
        var clean = images.Gather(Ramp, All);
        var before = Floats.Of(clean).ToArray();
        var noisy = images.AddNoise(clean);

        Assert.Equal(before, Floats.Of(clean).ToArray());
        Assert.Equal(0.09, images.SquaredError(noisy, clean) / before.Length, 0.003);
        Assert.Contains(Floats.Of(noisy).ToArray(), pixel => pixel is < 0 or > 1);
    }

    [Fact]
    public void Clipped_noise_stays_within_black_and_white()
    {
        using var images = new HostImages(new NoiseOptions.Gaussian(0.3, Clip: true));

        Assert.All(Floats.Of(images.AddNoise(images.Gather(Ramp, All))).ToArray(), pixel => Assert.InRange(pixel, 0f, 1f));
    }

    [Fact]
    public void Salt_and_pepper_turn_their_share_of_pixels_half_white_half_black()
    {
        using var images = new HostImages(new NoiseOptions.SaltAndPepper(0.2));
        var grey = new ImageSet(100, 16, 17, [.. Enumerable.Repeat((byte)128, 100 * 272)], new byte[100]);

        var pixels = Floats.Of(images.AddNoise(images.Gather(grey, All))).ToArray();

        Assert.Equal(0.1, pixels.Count(pixel => pixel == 0) / 27200.0, 0.01);
        Assert.Equal(0.1, pixels.Count(pixel => pixel == 1) / 27200.0, 0.01);
        Assert.All(pixels, pixel => Assert.Contains(pixel, new[] { 0f, 1f, 128 / 255f }));
    }

    [Fact]
    public void The_seed_decides_the_noise()
    {
        using var images = new HostImages(new NoiseOptions.Gaussian(0.3, Clip: false));
        float[] Noise(ulong seed)
        {
            images.SeedNoise(seed);
            return Floats.Of(images.AddNoise(images.Gather(Ramp, [1]))).ToArray();
        }

        Assert.Equal(Noise(1), Noise(1));
        Assert.NotEqual(Noise(1), Noise(2));
    }
}
