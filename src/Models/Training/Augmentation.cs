using Sweep.Messages.Parameters;

namespace Sweep.Models.Training;

/// <summary>
/// Turns and mirrors training images, each time anew. What is drawn depends on seed, epoch and place in the epoch alone, so that a resumed run sees
/// what it would have, on any device.
/// </summary>
internal sealed class Augmentation
{
    /// <summary>Images are turned by at most so much either way: beyond it, digits become others.</summary>
    private const double MostDegrees = 15;

    private readonly bool flips;
    private readonly bool rotates;
    private RandomStream random;

    private Augmentation(bool flips, bool rotates) => (this.flips, this.rotates) = (flips, rotates);

    /// <summary>Null where images are taken as they are.</summary>
    public static Augmentation? From(ParameterSet parameters) => (parameters.Contains("augment") ? parameters.Text("augment") : "none") switch
    {
        "none" => null,
        "flip" => new Augmentation(flips: true, rotates: false),
        "rotate" => new Augmentation(flips: false, rotates: true),
        "flip-rotate" => new Augmentation(flips: true, rotates: true),
        var other => throw new BadLaneException($"`augment` is `{other}`, but must be one of none, flip, rotate, flip-rotate."),
    };

    public void Begin(ulong seed) => random = new RandomStream(seed);

    /// <param name="images">One after the other, each of <paramref name="height"/> rows.</param>
    public void Apply(Span<float> images, int height, int width)
    {
        var original = new float[height * width];
        for (var start = 0; start < images.Length; start += original.Length)
        {
            var image = images.Slice(start, original.Length);
            var mirrored = flips && random.NextDouble() < 0.5;
            var angle = rotates ? ((2 * random.NextDouble()) - 1) * MostDegrees * Math.PI / 180 : 0;
            image.CopyTo(original);
            Turn(original, image, height, width, angle, mirrored);
        }
    }

    /// <summary>Each pixel is taken from where it came, between its four neighbours by distance; what comes from outside is black.</summary>
    internal static void Turn(ReadOnlySpan<float> original, Span<float> image, int height, int width, double angle, bool mirrored)
    {
        var (sin, cos) = Math.SinCos(angle);
        var (middleX, middleY) = ((width - 1) / 2.0, (height - 1) / 2.0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (fromX, fromY) = (mirrored ? middleX - x : x - middleX, y - middleY);
                image[(y * width) + x] = Between(original, height, width, middleX + (cos * fromX) + (sin * fromY), middleY - (sin * fromX) + (cos * fromY));
            }
        }
    }

    private static float Between(ReadOnlySpan<float> image, int height, int width, double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (right, below) = (x - left, y - top);
        return (float)(((1 - below) * (((1 - right) * At(image, height, width, left, top)) + (right * At(image, height, width, left + 1, top))))
            + (below * (((1 - right) * At(image, height, width, left, top + 1)) + (right * At(image, height, width, left + 1, top + 1)))));
    }

    private static double At(ReadOnlySpan<float> image, int height, int width, int x, int y) =>
        x >= 0 && x < width && y >= 0 && y < height ? image[(y * width) + x] : 0;
}
