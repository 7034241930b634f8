using System.Globalization;
using System.Text;
using Sweep.Messages.Catalogue;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;

namespace Sweep.Deploy.Tests.Docs;

/// <summary>docs/models.md, as the code would have it.</summary>
internal static class ModelsPage
{
    private static readonly IReadOnlyList<ModelDescription> Models = ModelCatalogue.BuiltIn.Descriptions;

    public static string Text()
    {
        var page = new StringBuilder();
        page.Append("# Models, hyperparameters, data sets\n\n")
            .Append("What `model`, `dataset` and `parameters` of a study may say ([studies/README.md](../studies/README.md)). This page is made from the\n")
            .Append("catalogue in [src/Models/Catalogue](../src/Models/Catalogue), and a test compares them; what does not fit together, `sweep validate` tells. Models of\n")
            .Append("your own: [adding_a_model.md](adding_a_model.md).\n\n");
        Table(page, ["model", "is", "metrics of each epoch"], Models.Select(model => new[]
        {
            Code(model.Name), model.Summary.TrimEnd('.'), string.Join(", ", model.Metrics.Select(Code)),
        }));
        page.Append("\n`val_loss` is there where `validation` keeps something apart. A trained encoder, which `encoder` takes, have ")
            .Append(string.Join(", ", Models.Where(model => model.HasEncoder).Select(model => Code(model.Name)))).Append(".\n\n");
        Table(page, ["data set", "training and test images", "size", "classes"], DataSets().Select(set => new[]
        {
            Code(set.Name), $"{Number(set.TrainCount)} + {Number(set.TestCount)}", $"{set.Width}×{set.Height}", $"{set.Classes}",
        }));
        foreach (var group in Groups())
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Heading(group.Key)}\n\n");
            Table(page, ["hyperparameter", "is", "default", "may be"], group.Select(parameter => new[]
            {
                Code(parameter.Name), parameter.Summary.TrimEnd('.'), WhereNotGiven(parameter), Allowed(parameter),
            }));
        }

        return page.ToString();
    }

    private static string WhereNotGiven(ParameterDescription parameter) =>
        parameter.Default is { } value ? Code(value.ToString()) : parameter.IsRequired ? "must be given" : parameter.Absent;

    // Hyperparameters stand under those that know them: first what most do.
    private static IEnumerable<IGrouping<string, ParameterDescription>> Groups() => Models
        .SelectMany(model => model.Parameters).Distinct()
        .GroupBy(parameter => string.Join(", ", Knowing(parameter)))
        .OrderByDescending(group => Knowing(group.First()).Count())
        .ThenBy(group => group.Key, StringComparer.Ordinal);

    private static IEnumerable<string> Knowing(ParameterDescription parameter) =>
        Models.Where(model => model.Parameters.Contains(parameter)).Select(model => model.Name);

    private static string Heading(string models)
    {
        var without = Models.Select(model => model.Name).Except(models.Split(", ")).ToList();
        return without switch
        {
            [] => "Every model",
            [var one] => $"Every model but {one}",
            _ => models,
        };
    }

    private static string Allowed(ParameterDescription parameter) => parameter.Kind switch
    {
        ParameterKind.Truth => "`true`, `false`",
        ParameterKind.Text when parameter.Choices.IsDefaultOrEmpty => "text",
        ParameterKind.Text => string.Join(", ", parameter.Choices.Select(Code)),
        ParameterKind.Integer => $"whole number{Bounds(parameter)}",
        ParameterKind.Integers => $"list of whole numbers{Bounds(parameter)}",
        ParameterKind.Real => $"number{Bounds(parameter)}",
        _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter.Kind, "Unknown kind of hyperparameter."),
    };

    private static string Bounds(ParameterDescription parameter) => (parameter.Minimum, parameter.Maximum) switch
    {
        (null, null) => "",
        ({ } least, null) => parameter.MinimumExcluded ? $" above {Number(least)}" : $", at least {Number(least)}",
        (null, { } most) => $", at most {Number(most)}",
        ({ } least, { } most) => parameter.MinimumExcluded ? $" above {Number(least)}, at most {Number(most)}" : $" from {Number(least)} to {Number(most)}",
    };

    private static IEnumerable<DataSetDescription> DataSets() =>
        PublicDataSet.All.Select(set => set.Description).Append(SyntheticDigits.Description).OrderBy(set => set.Name, StringComparer.Ordinal);

    private static void Table(StringBuilder page, string[] header, IEnumerable<string[]> rows)
    {
        Row(page, header);
        page.Append('|').AppendJoin("", header.Select(_ => "---|")).Append('\n');
        foreach (var row in rows)
        {
            Row(page, row);
        }
    }

    private static void Row(StringBuilder page, string[] cells) =>
        page.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    private static string Code(string text) => $"`{text}`";

    private static string Number(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);
}
