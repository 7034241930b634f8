using System.Globalization;
using System.Text.RegularExpressions;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Reports;

/// <summary>What metrics and hyperparameters are called on the page, with their units.</summary>
internal static partial class Names
{
    private static readonly Dictionary<string, string> Metrics = new()
    {
        ["psnr"] = "PSNR (dB)",
        ["psnr_noisy"] = "PSNR of noisy images (dB)",
        ["train_loss"] = "Training loss",
        ["val_loss"] = "Validation loss",
        ["test_loss"] = "Test loss",
        ["latent_mean"] = "Mean of the code",
        ["latent_sparsity"] = "Share of the code near zero",
        ["seconds"] = "Time (s)",
        ["samples_per_second"] = "Samples per second",
        ["compression"] = "Size of the code / size of the image",
    };

    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["latent"] = "Size of the code",
        ["l1"] = "Weight of the penalty λ",
        ["lr"] = "Learning rate",
        ["hidden"] = "Hidden layers",
        ["dataset"] = "Data set",
        ["noise.variance"] = "Noise variance σ²",
        ["noise.factor"] = "Noise factor",
        ["noise.amount"] = "Share of pixels with noise",
        ["noise.type"] = "Noise",
    };

    // Enough to tell the runs of a report apart.
    private const int KeyDigits = 8;

    public static string Metric(string name) => Metrics.GetValueOrDefault(name) ?? Sentence(name);

    /// <summary>Without unit: for a sentence or a legend.</summary>
    public static string Bare(string metric) => UnitPattern().Replace(Metric(metric), "");

    /// <summary>What an axis is called that several metrics share.</summary>
    public static string Shared(IReadOnlyCollection<string> metrics) => metrics.Count == 1 ? Metric(metrics.First())
        : metrics.All(metric => metric.StartsWith("psnr", StringComparison.Ordinal)) ? "PSNR (dB)"
        : metrics.All(metric => metric.EndsWith("loss", StringComparison.Ordinal)) ? "Loss"
        : "Value";

    public static string Parameter(string name) => Parameters.GetValueOrDefault(name) ?? Sentence(name);

    /// <summary>The value of a hyperparameter: <c>512-256</c> for a list, <c>1e-4</c> for a small number.</summary>
    public static string Value(ParameterValue? value) => value switch
    {
        null => "none",
        ParameterValue.Text { Value: var text } when RunKey.TryParse(text) is not null => text[..KeyDigits] + "…",
        ParameterValue.List { Items: { IsEmpty: false } items } => string.Join('-', items.Select(item => Value(item))),
        ParameterValue.Real { Value: var real } when real != 0 && Math.Abs(real) is < 0.001 or >= 1e6 => real.ToString("0.###e0", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>A hyperparameter and its value: <c>Size of the code 15</c>; of a name the name alone, <c>mnist</c>.</summary>
    public static string Setting(string name, ParameterValue? value) =>
        value is ParameterValue.Text ? Value(value) : $"{Parameter(name)} {Value(value)}";

    public static string Number(double value) => value.ToString(Math.Abs(value) is 0 or (>= 0.001 and < 100_000) ? "G5" : "0.###e0", CultureInfo.InvariantCulture);

    private static string Sentence(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ').Replace('.', ' ');

    [GeneratedRegex(@" \([^)]*\)$")]
    private static partial Regex UnitPattern();
}
