using System.Collections.Immutable;
using Sweep.Messages.Parameters;
using Sweep.Messages.Studies;
using Sweep.Reports.Checks;

namespace Sweep.Reports.Figures;

/// <summary>The cells of one figure, in its panels and lines.</summary>
internal sealed class FigureRuns
{
    private readonly ReportInput input;
    private readonly StudyFigure figure;

    public FigureRuns(ReportInput input, StudyFigure figure)
    {
        (this.input, this.figure) = (input, figure);
        Judgement = new Judgement(input.Objective);
        Cells = Cell.From(input.Runs.Where(run => figure.Runs.Matches(run.Grid, run.Parameters)));
        Metrics = figure.Metrics.IsEmpty ? [input.Objective.Metric] : figure.Metrics;
        Varying = [.. input.Varying.Where(name => name != Cell.Seed && Cells.Select(cell => cell.Parameters.Find(name)).Distinct().Skip(1).Any())];
    }

    public Judgement Judgement { get; }

    public ImmutableArray<Cell> Cells { get; }

    /// <summary>What the figure shows: what it names, else the objective.</summary>
    public ImmutableArray<string> Metrics { get; }

    /// <summary>Hyperparameters in which these cells differ.</summary>
    public ImmutableArray<string> Varying { get; }

    /// <summary>Cells by panel, in the order of its values; one panel without a name when the figure has none.</summary>
    public IEnumerable<(string Panel, ImmutableArray<Cell> Cells)> Panels() =>
        By(figure.Panels, Cells).Select(group => (figure.Panels is { } name ? Names.Setting(name, group.Value) : "", group.Cells));

    /// <summary>Cells by the values of a hyperparameter, in their order; all of them when there is no name.</summary>
    public static IEnumerable<(ParameterValue? Value, ImmutableArray<Cell> Cells)> By(string? name, ImmutableArray<Cell> cells) => name is null
        ? cells.IsEmpty ? [] : [(new ParameterValue.Text(""), cells)]
        : cells.GroupBy(cell => cell.Parameters.Find(name)).OrderBy(group => group.Key, ParameterOrder.Instance).Select(group => (group.Key, group.ToImmutableArray()));

    /// <summary>The best or worst cell where one is wanted; else all of them.</summary>
    public ImmutableArray<Cell> Picked(ImmutableArray<Cell> cells, Pick pick) => pick is not (Pick.Best or Pick.Worst) ? cells
        : Judgement.Select(cells, cell => cell.Value(new Measure(Ranking)), Ranking, pick) is { } picked ? [picked]
        : [];

    /// <summary>The cells, the best first; those without a number last.</summary>
    public IEnumerable<Cell> Ranked(IEnumerable<Cell> cells)
    {
        var sign = Judgement.GoalOf(Ranking) == Messages.Runs.Goal.Minimize ? 1 : -1;
        return cells.OrderBy(cell => sign * cell.Value(new Measure(Ranking)) ?? double.PositiveInfinity);
    }

    /// <summary>The metric by which cells are better or worse: the objective, unless these cells do not have it.</summary>
    public string Ranking => Cells.Any(cell => cell.Value(new Measure(input.Objective.Metric)) is not null) ? input.Objective.Metric : Metrics[0];

    /// <summary>What tells a cell from the others of the figure: <c>Size of the code 30, Weight of the penalty λ 1e-4</c>.</summary>
    public string Describe(Cell cell, params string?[] without)
    {
        var names = Varying.Where(name => !without.Contains(name) && cell.Parameters.Contains(name));
        var text = string.Join(", ", names.Where(name => !IsOff(name, cell)).Select(name => Names.Setting(name, cell.Parameters.Find(name))));
        return text.Length > 0 ? text : Names.Value(cell.Parameters.Find("model"));
    }

    // The strength of a kind of noise that the cell does not have.
    private static bool IsOff(string name, Cell cell) => name.StartsWith("noise.", StringComparison.Ordinal) && ParameterOrder.Number(cell.Parameters.Find(name)) is 0;
}
