using System.Collections.Immutable;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Studies;
using Sweep.Reports.Checks;

namespace Sweep.Reports.Figures;

/// <summary>The runs of a figure that is made of artifacts: few, each with what it left.</summary>
internal sealed record ArtifactRuns(ImmutableArray<ArtifactRun> Runs, string Caption)
{
    private const int Most = 6;

    /// <param name="wanted">Whether an artifact has what the figure is made of.</param>
    public static ArtifactRuns Of(ReportInput input, StudyFigure figure, Func<TestArtifacts, bool> wanted)
    {
        var runs = new FigureRuns(input, figure);
        var panels = runs.Panels().Select(panel => (panel.Panel, Cells: runs.Picked(panel.Cells, figure.Pick is Pick.Mean ? Pick.Best : figure.Pick))).ToList();
        var all = panels.Sum(panel => panel.Cells.Length);
        var caption = all == 0 ? "No run has completed." : "";
        if (all > Most)
        {
            panels = [.. panels.Take(Most).Select(panel => (panel.Panel, (ImmutableArray<Cell>)[.. Ends(runs, panel.Cells)]))];
            caption = $"Of {all} cells the best and the worst by {Names.Bare(runs.Ranking)}.";
        }

        var found = ImmutableArray.CreateBuilder<ArtifactRun>();
        foreach (var cell in panels.SelectMany(panel => panel.Cells).Take(Most))
        {
            var left = cell.Runs.Select(run => (Run: run, Artifacts: input.Artifacts(run.Key)));
            if (left.FirstOrDefault(item => item.Artifacts is not null && wanted(item.Artifacts)) is { Artifacts: { } artifacts } item)
            {
                found.Add(new ArtifactRun(item.Run, Title(runs, cell), artifacts));
            }
        }

        return new ArtifactRuns(
            found.ToImmutable(),
            found.Count == 0 && all > 0 ? "The runs have left none of what this shows: a run writes it where it ends." : caption);
    }

    private static IEnumerable<Cell> Ends(FigureRuns runs, ImmutableArray<Cell> cells)
    {
        var ranked = runs.Ranked(cells).ToList();
        return ranked.Count > 1 ? [ranked[0], ranked[^1]] : ranked;
    }

    private static string Title(FigureRuns runs, Cell cell)
    {
        var unit = runs.Ranking.StartsWith("psnr", StringComparison.Ordinal) ? " dB" : "";
        var value = cell.Value(new Measure(runs.Ranking)) is { } number ? $"{Names.Bare(runs.Ranking)} {Names.Number(number)}{unit}" : "";
        return runs.Varying.IsEmpty ? value : string.Join(" · ", new[] { runs.Describe(cell), value }.Where(text => text.Length > 0));
    }
}

/// <param name="Title">Its cell and its objective.</param>
internal sealed record ArtifactRun(ReportRun Run, string Title, TestArtifacts Artifacts);
