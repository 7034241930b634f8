using Sweep.Messages.Studies;

namespace Sweep.Reports.Figures;

/// <summary>Draws the figures of a study, or where it names none, those that suit what was measured.</summary>
public static class FigureDrawing
{
    public static IEnumerable<Figure> All(ReportInput input) =>
        (input.Plan.Figures.IsEmpty ? DefaultFigures.For(input) : input.Plan.Figures).Select(figure => Draw(input, figure));

    public static Figure Draw(ReportInput input, StudyFigure figure)
    {
        var title = figure.Title.Length > 0 ? figure.Title : Title(input, figure);
        return figure.Kind switch
        {
            FigureKind.Curves => CurvesFigure.Draw(input, figure, title),
            FigureKind.Line => LineFigure.Draw(input, figure, title),
            FigureKind.Bars => BarsFigure.Draw(input, figure, title),
            FigureKind.Cells => TableFigure.DrawExtremes(input, figure, title),
            FigureKind.Images => ImagesFigure.Draw(input, figure, title),
            FigureKind.Errors => ErrorsFigure.Draw(input, figure, title),
            FigureKind.Projection => ProjectionFigure.Draw(input, figure, title),
            FigureKind.Table => TableFigure.Draw(input, figure, title),
            _ => throw new ArgumentOutOfRangeException(nameof(figure), figure.Kind, "Unknown kind of figure."),
        };
    }

    private static string Title(ReportInput input, StudyFigure figure)
    {
        var metric = figure.Metrics is [var one] ? Names.Bare(one) : figure.Metrics.IsEmpty ? Names.Bare(input.Objective.Metric) : Names.Shared(figure.Metrics);
        return figure.Kind switch
        {
            FigureKind.Curves => $"{metric} over epochs",
            FigureKind.Line => figure.X is { } x ? $"{metric} against {Lower(Names.Parameter(x))}" : metric,
            FigureKind.Bars => figure.X is { } x ? $"{metric} by {Lower(Names.Parameter(x))}" : $"{metric} by cell",
            FigureKind.Cells => "Best and worst cells",
            FigureKind.Images => "Images before and after",
            FigureKind.Errors => "Error per image",
            FigureKind.Projection => figure.Projection is Projection.Neighbours ? "Latent codes by t-SNE" : "Latent codes in their principal components",
            FigureKind.Table => $"{metric} by cell",
            _ => "",
        };
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
