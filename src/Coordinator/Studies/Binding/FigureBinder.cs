using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Studies;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Reads the figures of a study.</summary>
internal sealed class FigureBinder(ReportNames names, StudyProblems problems)
{
    private const int MostColumns = 10;

    private static readonly string[] RowNames = ["original", "noisy", "reconstructed"];

    private static readonly string[] Keys =
        ["kind", "title", "metric", "metrics", "grid", "where", "x", "lines", "panels", "pick", "scale", "rows", "columns", "method"];

    private static readonly Dictionary<string, FigureKind> Kinds = new()
    {
        ["curves"] = FigureKind.Curves,
        ["line"] = FigureKind.Line,
        ["bars"] = FigureKind.Bars,
        ["cells"] = FigureKind.Cells,
        ["images"] = FigureKind.Images,
        ["errors"] = FigureKind.Errors,
        ["projection"] = FigureKind.Projection,
        ["table"] = FigureKind.Table,
    };

    private static readonly Dictionary<string, Projection> Methods = new() { ["pca"] = Projection.PrincipalComponents, ["tsne"] = Projection.Neighbours };

    private static readonly Dictionary<string, bool> Scales = new() { ["log"] = true, ["linear"] = false };

    /// <summary>Null when something is wrong; it is told.</summary>
    public StudyFigure? Bind(StudyNode node)
    {
        if (Fields.Of(node, "figures", "a figure", Keys, problems) is not { } fields || fields.Require("kind") is null)
        {
            return null;
        }

        var report = new ReportFields(fields, names, problems);
        return report.Choice("kind", Kinds) is not { } kind
            ? null
            : new StudyFigure(kind, fields.Text("title") ?? "")
            {
                Runs = report.Runs(),
                Metrics = report.Metrics(),
                X = report.Parameter("x"),
                Lines = report.Parameter("lines"),
                Panels = report.Parameter("panels"),
                Pick = report.Picked(),
                IsLogarithmic = report.Choice("scale", Scales),
                Rows = [.. report.Texts("rows").Where(IsRow).Select(item => item.Text)],
                Columns = fields.Whole("columns", 1, MostColumns) ?? MostColumns,
                Projection = report.Choice("method", Methods) ?? Projection.PrincipalComponents,
            };
    }

    private bool IsRow((string Text, StudyPlace Place) item)
    {
        if (RowNames.Contains(item.Text))
        {
            return true;
        }

        problems.AddValue("rows", item.Text, item.Place, $"be one of {string.Join(", ", RowNames)}.");
        return false;
    }
}
