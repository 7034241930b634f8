namespace Sweep.Models.Training;

/// <summary>Sums over evaluated samples, in double, from which the metrics of an epoch are made.</summary>
internal sealed class EvaluationTotals
{
    /// <summary>A number of the latent code counts as zero below this magnitude.</summary>
    public const float SparseBelow = 1e-3f;

    public long Samples { get; private set; }

    public long Pixels { get; private set; }

    /// <summary>Of each sample's loss, penalty included.</summary>
    public double Loss { get; private set; }

    /// <summary>Over pixels, between reconstruction and clean image.</summary>
    public double SquaredError { get; private set; }

    /// <summary>Over pixels, between noisy and clean image.</summary>
    public double NoisySquaredError { get; private set; }

    public double LatentSum { get; private set; }

    public long LatentSmall { get; private set; }

    public long LatentCount { get; private set; }

    /// <summary>Samples whose label was told rightly.</summary>
    public long Correct { get; private set; }

    public double Accuracy => (double)Correct / Samples;

    public double MeanLoss => Loss / Samples;

    public double Psnr => PsnrOf(SquaredError / Pixels);

    public double PsnrNoisy => PsnrOf(NoisySquaredError / Pixels);

    public double LatentMean => LatentSum / LatentCount;

    public double LatentSparsity => (double)LatentSmall / LatentCount;

    /// <summary>10·log₁₀(1/MSE): peak signal-to-noise ratio in dB of pixels between 0 and 1; 200 dB where they are equal, so that it is a number.</summary>
    public static double PsnrOf(double meanSquaredError) => -10 * Math.Log10(Math.Max(meanSquaredError, 1e-20));

    public void AddReconstruction(long samples, long pixels, double loss, double squaredError)
    {
        Samples += samples;
        Pixels += pixels;
        Loss += loss;
        SquaredError += squaredError;
    }

    public void AddClassification(long samples, double loss, long correct)
    {
        Samples += samples;
        Loss += loss;
        Correct += correct;
    }

    public void AddLatent(long count, double sum, long small)
    {
        LatentCount += count;
        LatentSum += sum;
        LatentSmall += small;
    }

    public void AddNoise(double squaredError) => NoisySquaredError += squaredError;
}
