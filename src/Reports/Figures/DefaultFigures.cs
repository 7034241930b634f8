using System.Collections.Immutable;
using Sweep.Messages.Studies;
using Sweep.Reports.Checks;

namespace Sweep.Reports.Figures;

/// <summary>The figures of a study that names none: chosen from the hyperparameters that vary and the metrics that were measured.</summary>
internal static class DefaultFigures
{
    private const int MostAxes = 4;
    private const int MostLines = 6;
    private const int MostLooks = 20;

    private static readonly string[] Losses = ["train_loss", "val_loss", "test_loss"];

    public static IEnumerable<StudyFigure> For(ReportInput input)
    {
        var runs = new FigureRuns(input, new StudyFigure(FigureKind.Table, ""));
        var metrics = input.Runs.SelectMany(run => run.Metrics.Select(metric => metric.Key)).ToHashSet();
        var axes = runs.Varying.Where(name => Values(runs, name) > 1).Take(MostAxes).ToList();
        var panels = axes.Contains("dataset") ? "dataset" : null;
        var others = axes.Where(name => name != panels).ToList();

        ImmutableArray<string> losses = [.. Losses.Where(metrics.Contains)];
        if (!losses.IsEmpty)
        {
            yield return new StudyFigure(FigureKind.Curves, "Losses over epochs") { Metrics = losses, Panels = panels, Pick = Pick.Best };
        }

        var first = others.FirstOrDefault(name => Values(runs, name) <= MostLines);
        yield return new StudyFigure(FigureKind.Curves, "") { Lines = first, Panels = panels, Pick = first is null ? Pick.All : Pick.Best };
        foreach (var axis in others)
        {
            foreach (var figure in Against(axis, others, panels, metrics, runs))
            {
                yield return figure;
            }
        }

        yield return new StudyFigure(FigureKind.Cells, "") { Panels = panels, Metrics = [input.Objective.Metric, .. losses.Where(loss => loss != input.Objective.Metric)] };
        if (metrics.Contains("test_loss") && runs.Cells.Length > 1)
        {
            yield return new StudyFigure(FigureKind.Bars, "") { Metrics = ["test_loss"], Panels = panels };
        }

        if (metrics.Contains("accuracy"))
        {
            yield return new StudyFigure(FigureKind.Table, "Accuracy") { Metrics = ["accuracy"] };
        }

        foreach (var figure in FromArtifacts(input, panels))
        {
            yield return figure;
        }
    }

    private static IEnumerable<StudyFigure> Against(string axis, List<string> others, string? panels, HashSet<string> metrics, FigureRuns runs)
    {
        var lines = others.FirstOrDefault(name => name != axis && Values(runs, name) <= MostLines);
        yield return new StudyFigure(FigureKind.Line, "") { X = axis, Lines = lines, Panels = panels, Pick = Pick.Best };
        if (axis == "l1" && metrics.Contains("latent_sparsity"))
        {
            yield return new StudyFigure(FigureKind.Line, "") { X = axis, Metrics = ["latent_sparsity"], Lines = lines, Panels = panels };
            yield return new StudyFigure(FigureKind.Line, "") { X = axis, Metrics = ["latent_mean"], Lines = lines, Panels = panels };
        }

        if (axis.StartsWith("noise.", StringComparison.Ordinal) && metrics.Contains("psnr_noisy"))
        {
            yield return new StudyFigure(FigureKind.Line, "PSNR of noisy and of denoised images") { X = axis, Metrics = ["psnr_noisy", "psnr"], Panels = panels };
        }
    }

    private static IEnumerable<StudyFigure> FromArtifacts(ReportInput input, string? panels)
    {
        var looked = input.Runs.Where(run => run.State == Messages.Runs.RunState.Completed).Take(MostLooks);
        var found = looked.Select(run => input.Artifacts(run.Key)).FirstOrDefault(artifacts => artifacts is not null);
        if (found?.Reconstructions.Length > 0)
        {
            yield return new StudyFigure(FigureKind.Images, "") { Panels = panels };
        }

        if (found?.Errors.Length > 0)
        {
            yield return new StudyFigure(FigureKind.Errors, "") { Panels = panels, Pick = Pick.Best };
        }

        if (found?.Components > 1)
        {
            yield return new StudyFigure(FigureKind.Projection, "") { Panels = panels, Pick = Pick.Best };
            yield return new StudyFigure(FigureKind.Projection, "") { Panels = panels, Pick = Pick.Best, Projection = Projection.Neighbours };
        }
    }

    private static int Values(FigureRuns runs, string name) => runs.Cells.Select(cell => cell.Parameters.Find(name)).Distinct().Count();
}
