namespace Sweep.Reports.Statistics;

/// <summary>
/// t-SNE, exact, in two dimensions: points that are near each other in many dimensions are near each other on the page (van der Maaten and Hinton
/// 2008, https://www.jmlr.org/papers/v9/vandermaaten08a.html). Deterministic: it begins at the first two components of the points.
/// </summary>
public static class NeighbourEmbedding
{
    private const double Perplexity = 30;
    private const double Exaggeration = 12;
    private const int ExaggeratedSteps = 150;
    private const int Steps = 500;

    // Standard deviation of the places at the beginning, as in scikit-learn's `init="pca"`.
    private const double BeginSpread = 1e-4;

    /// <param name="points">Rows of <paramref name="width"/> numbers, the directions of largest variance first.</param>
    /// <returns>Two numbers for each point.</returns>
    public static double[] Of(ReadOnlySpan<float> points, int width)
    {
        var count = points.Length / width;
        var places = Begin(points, width, count);
        if (count < 4)
        {
            return places;
        }

        var affinities = Affinities(SquaredDistances(points, width, count), count);
        var state = new Descent(count);
        for (var step = 0; step < Steps; step++)
        {
            var isExaggerated = step < ExaggeratedSteps;
            state.FindGradient(affinities, places, isExaggerated ? (float)Exaggeration : 1);
            state.Move(places, momentum: isExaggerated ? 0.5 : 0.8);
        }

        return places;
    }

    private static double[] Begin(ReadOnlySpan<float> points, int width, int count)
    {
        var places = new double[2 * count];
        var squares = 0.0;
        for (var i = 0; i < count; i++)
        {
            places[2 * i] = points[i * width];
            places[(2 * i) + 1] = width > 1 ? points[(i * width) + 1] : 0;
            squares += places[2 * i] * places[2 * i];
        }

        var scale = squares > 0 ? BeginSpread / Math.Sqrt(squares / count) : 1;
        return [.. places.Select(place => place * scale)];
    }

    private static float[] SquaredDistances(ReadOnlySpan<float> points, int width, int count)
    {
        var distances = new float[count * count];
        for (var i = 0; i < count; i++)
        {
            var a = points.Slice(i * width, width);
            for (var j = i + 1; j < count; j++)
            {
                var b = points.Slice(j * width, width);
                var sum = 0f;
                for (var k = 0; k < width; k++)
                {
                    sum += (a[k] - b[k]) * (a[k] - b[k]);
                }

                distances[(i * count) + j] = sum;
                distances[(j * count) + i] = sum;
            }
        }

        return distances;
    }

    /// <summary>Eq. 1 and the symmetric form below it: how much each pair belongs together; the sum over all pairs is 1.</summary>
    private static float[] Affinities(float[] distances, int count)
    {
        var conditional = new float[count * count];
        var perplexity = Math.Min(Perplexity, (count - 1) / 3.0);
        for (var i = 0; i < count; i++)
        {
            FillRow(distances.AsSpan(i * count, count), conditional.AsSpan(i * count, count), i, Math.Log(perplexity));
        }

        var joint = new float[count * count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                joint[(i * count) + j] = Math.Max((conditional[(i * count) + j] + conditional[(j * count) + i]) / (2 * count), 1e-12f);
            }
        }

        return joint;
    }

    /// <summary>Finds the width of the kernel at which the entropy of the row is as asked, by bisection.</summary>
    private static void FillRow(ReadOnlySpan<float> distances, Span<float> row, int self, double entropy)
    {
        var nearest = float.MaxValue;
        for (var j = 0; j < row.Length; j++)
        {
            nearest = j == self ? nearest : Math.Min(nearest, distances[j]);
        }

        var (precision, low, high) = (1.0, 0.0, double.PositiveInfinity);
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var (sum, weighted) = (0.0, 0.0);
            for (var j = 0; j < row.Length; j++)
            {
                // Distances are taken from the nearest, so that a row cannot vanish altogether.
                var kernel = j == self ? 0 : Math.Exp(-precision * (distances[j] - nearest));
                row[j] = (float)kernel;
                sum += kernel;
                weighted += kernel * (distances[j] - nearest);
            }

            var found = Math.Log(sum) + (precision * weighted / sum);
            for (var j = 0; j < row.Length; j++)
            {
                row[j] /= (float)sum;
            }

            if (Math.Abs(found - entropy) < 1e-4)
            {
                return;
            }

            (low, high) = found > entropy ? (precision, high) : (low, precision);
            precision = double.IsPositiveInfinity(high) ? precision * 2 : (low + high) / 2;
        }
    }

    /// <summary>Gradient descent with momentum and a gain for each coordinate, as in the authors' own program.</summary>
    private sealed class Descent(int count)
    {
        private readonly double[] gradient = new double[2 * count];
        private readonly double[] moves = new double[2 * count];
        private readonly double[] gains = [.. Enumerable.Repeat(1.0, 2 * count)];
        private readonly float[] across = new float[count];
        private readonly float[] down = new float[count];
        private readonly float[] nearness = new float[count * count];
        private readonly double rate = Math.Max(50, count / Exaggeration);

        /// <summary>Eq. 5.</summary>
        public void FindGradient(float[] affinities, double[] places, float exaggeration)
        {
            for (var i = 0; i < count; i++)
            {
                (across[i], down[i]) = ((float)places[2 * i], (float)places[(2 * i) + 1]);
            }

            var total = 0.0;
            for (var i = 0; i < count; i++)
            {
                total += Nearness(i);
            }

            var share = (float)(1 / total);
            for (var i = 0; i < count; i++)
            {
                var row = nearness.AsSpan(i * count, count);
                var pulls = affinities.AsSpan(i * count, count);
                var (x, y) = (0f, 0f);
                for (var j = 0; j < count; j++)
                {
                    var force = ((exaggeration * pulls[j]) - (row[j] * share)) * row[j];
                    x += force * (across[i] - across[j]);
                    y += force * (down[i] - down[j]);
                }

                (gradient[2 * i], gradient[(2 * i) + 1]) = (4 * x, 4 * y);
            }
        }

        public void Move(double[] places, double momentum)
        {
            for (var k = 0; k < places.Length; k++)
            {
                gains[k] = Math.Max(0.01, gradient[k] > 0 == moves[k] > 0 ? gains[k] * 0.8 : gains[k] + 0.2);
                moves[k] = (momentum * moves[k]) - (rate * gains[k] * gradient[k]);
                places[k] += moves[k];
            }

            var (middleX, middleY) = (0.0, 0.0);
            for (var i = 0; i < count; i++)
            {
                (middleX, middleY) = (middleX + (places[2 * i] / count), middleY + (places[(2 * i) + 1] / count));
            }

            for (var i = 0; i < count; i++)
            {
                places[2 * i] -= middleX;
                places[(2 * i) + 1] -= middleY;
            }
        }

        private double Nearness(int i)
        {
            var row = nearness.AsSpan(i * count, count);
            var sum = 0f;
            for (var j = 0; j < count; j++)
            {
                var (x, y) = (across[i] - across[j], down[i] - down[j]);
                row[j] = 1 / (1 + (x * x) + (y * y));
                sum += row[j];
            }

            row[i] = 0;
            return sum - 1;
        }
    }
}
