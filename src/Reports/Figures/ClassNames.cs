using Sweep.Messages.Parameters;

namespace Sweep.Reports.Figures;

/// <summary>What the classes of a data set are called.</summary>
internal static class ClassNames
{
    // https://github.com/zalandoresearch/fashion-mnist#labels
    private static readonly string[] Fashion =
        ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>The name of a label; the label itself where its data set has no names for its classes.</summary>
    public static string Of(ReportRun run, byte label) =>
        run.Parameters.Find("dataset") is ParameterValue.Text { Value: "fashion-mnist" } && label < Fashion.Length ? Fashion[label] : $"{label}";
}
