using Sweep.Messages.Catalogue;

namespace Sweep.Models.DataSets;

/// <summary>
/// Digits drawn by the program, for trying things out where nothing may be downloaded: 28×28 grey, strokes with a random slant, size, place,
/// thickness, softness and wobble. Not handwriting: results on them compare with nothing published.
/// </summary>
/// <remarks>
/// Only additions, products, quotients and square roots of doubles are used, which IEEE 754 rounds alike everywhere: the same bytes on every machine.
/// </remarks>
public static class SyntheticDigits
{
    public const string Name = "synthetic-digits";

    private const int Side = 28;
    private const int TrainCount = 6_000;
    private const int TestCount = 1_000;

    /// <summary>Straight pieces that one curve is drawn with.</summary>
    private const int PiecesPerCurve = 6;

    /// <summary>The digest names the drawing's version instead of hashing it; change it whenever one byte of the images changes.</summary>
    public static readonly DataSetDescription Description = new(Name, "synthetic-digits-1", TrainCount, TestCount, Side, Side, 10);

    public static DataSet Draw() => new(Description, Draw(TrainCount, purpose: 1), Draw(TestCount, purpose: 2));

    private static ImageSet Draw(int count, ulong purpose)
    {
        var (pixels, labels) = (new byte[count * Side * Side], new byte[count]);
        Parallel.For(0, count, index =>
        {
            var random = new DigitRandom((purpose << 32) | (uint)index);
            labels[index] = (byte)(random.Next() % 10);
            Draw(labels[index], ref random, pixels.AsSpan(index * Side * Side, Side * Side));
        });
        return new ImageSet(count, Side, Side, pixels, labels);
    }

    private static void Draw(int digit, ref DigitRandom random, Span<byte> image)
    {
        var pose = Pose.Random(ref random);
        var radius = random.Between(0.9, 1.7);
        var softness = random.Between(0.9, 1.6);
        var brightness = random.Between(215, 255);

        // Each pixel's squared distance from the nearest stroke.
        Span<double> distances = stackalloc double[Side * Side];
        distances.Fill(double.MaxValue);
        var reach = radius + softness;
        foreach (var stroke in DigitGlyphs.Strokes[digit])
        {
            var start = pose.Place(stroke[0], ref random);
            for (var i = 1; i + 1 < stroke.Length; i += 2)
            {
                var (control, end) = (pose.Place(stroke[i], ref random), pose.Place(stroke[i + 1], ref random));
                DrawCurve(start, control, end, reach, distances);
                start = end;
            }
        }

        for (var i = 0; i < image.Length; i++)
        {
            var cover = distances[i] == double.MaxValue ? 0 : 0.5 + ((radius - Math.Sqrt(distances[i])) / softness);
            image[i] = (byte)((brightness * Math.Clamp(cover, 0, 1)) + 0.5);
        }
    }

    private static void DrawCurve((double X, double Y) start, (double X, double Y) control, (double X, double Y) end, double reach, Span<double> distances)
    {
        var from = start;
        for (var piece = 1; piece <= PiecesPerCurve; piece++)
        {
            var t = (double)piece / PiecesPerCurve;
            var (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t);
            var to = ((a * start.X) + (b * control.X) + (c * end.X), (a * start.Y) + (b * control.Y) + (c * end.Y));
            DrawLine(from, to, reach, distances);
            from = to;
        }
    }

    private static void DrawLine((double X, double Y) from, (double X, double Y) to, double reach, Span<double> distances)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var squaredLength = (dx * dx) + (dy * dy);
        var (left, right) = Range(from.X, to.X, reach);
        var (top, bottom) = Range(from.Y, to.Y, reach);
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var along = squaredLength == 0 ? 0 : Math.Clamp((((x - from.X) * dx) + ((y - from.Y) * dy)) / squaredLength, 0, 1);
                var (offX, offY) = (x - from.X - (along * dx), y - from.Y - (along * dy));
                ref var nearest = ref distances[(y * Side) + x];
                nearest = Math.Min(nearest, (offX * offX) + (offY * offY));
            }
        }
    }

    private static (int First, int Last) Range(double a, double b, double reach) =>
        (Math.Max(0, (int)(Math.Min(a, b) - reach)), Math.Min(Side - 1, (int)(Math.Max(a, b) + reach) + 1));

    /// <summary>How one digit stands in its image.</summary>
    private readonly record struct Pose(double CentreX, double CentreY, double Width, double Height, double Cosine, double Sine, double Slant, double Wobble)
    {
        public static Pose Random(ref DigitRandom random)
        {
            // The rotation by atan(tangent), without functions that libraries round differently.
            var tangent = random.Between(-0.2, 0.2);
            var cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
            var height = random.Between(14.5, 17.5);
            return new Pose(
                random.Between(13, 14), random.Between(13, 14), height * random.Between(0.5, 0.8), height,
                cosine, cosine * tangent, random.Between(-0.1, 0.35), random.Between(0.01, 0.05));
        }

        public (double X, double Y) Place((double X, double Y) point, ref DigitRandom random)
        {
            var y = (point.Y - 0.5 + random.Between(-Wobble, Wobble)) * Height;
            var x = ((point.X - 0.5 + random.Between(-Wobble, Wobble)) * Width) - (Slant * y);
            return (CentreX + (Cosine * x) - (Sine * y), CentreY + (Sine * x) + (Cosine * y));
        }
    }
}
