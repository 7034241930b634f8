using System.Collections.Immutable;
using System.Globalization;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>What can only be seen cell by cell: that there are cells, that no two are the same run, and that each can be trained and ranked.</summary>
internal sealed class CellChecks(GridDefinition definition, IReadOnlyList<BoundBlock> blocks, StudyPlace objectivePlace, StudyProblems problems)
{
    public void Run(StudyPlace root)
    {
        if (TellTooMany())
        {
            return;
        }

        var grid = Grid.From(definition with { Sample = null });
        if (grid.Count == 0)
        {
            problems.Add(root, $"The study ({root}) has no cell left: `exclude` leaves out all of them. Exclude less.");
            return;
        }

        TellObjective();
        TellEqualRuns(grid);
        TellUnfitCells();
    }

    private bool TellTooMany()
    {
        foreach (var block in blocks)
        {
            var cells = block.Block.Axes.Aggregate(1.0, (product, axis) => product * axis.Points.Length);
            if (cells > GridDefinition.MaximumCells)
            {
                var sizes = string.Join(" × ", block.Block.Axes.Select(axis => $"{axis.Name} {axis.Points.Length}"));
                problems.Add(
                    block.Place,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The grid at {block.Place} has {cells:N0} cells ({sizes}), but at most {GridDefinition.MaximumCells:N0} are allowed: "
                            + $"shorten an axis."));
                return true;
            }
        }

        return false;
    }

    private void TellObjective()
    {
        var metric = definition.Objective.Metric;
        foreach (var model in blocks.SelectMany(block => block.Models).DistinctBy(model => model.Name).Where(model => !model.Metrics.Contains(metric)))
        {
            problems.Add(
                objectivePlace,
                $"`objective.metric` is {metric} ({objectivePlace}), but `{model.Name}` never reports it.{NearestName.Hint(metric, model.Metrics)}");
        }
    }

    /// <summary>Only cells of different grids can be equal: within one, each axis has distinct values.</summary>
    private void TellEqualRuns(Grid grid)
    {
        if (blocks.Count < 2)
        {
            return;
        }

        var first = new Dictionary<RunKey, int>(grid.Count);
        var index = 0;
        foreach (var key in grid.Keys())
        {
            if (!first.TryAdd(key, index))
            {
                var (one, other) = (grid.BlockAt(first[key]), grid.BlockAt(index));
                var place = blocks.First(block => block.Block.Name == other).Place;
                problems.Add(
                    place,
                    $"Grid `{other}` ({place}) has a cell that grid `{one}` has too: {grid.CellOf(grid.ParametersAt(index))}. Exclude it from one of them.");
                return;
            }

            index++;
        }
    }

    private void TellUnfitCells()
    {
        foreach (var block in blocks)
        {
            var told = new HashSet<(string, string)>();
            foreach (var parameters in CellsOf(block))
            {
                foreach (var problem in Unfit(block, parameters).Where(problem => told.Add((problem.Parameter, problem.Message))))
                {
                    var place = block.PlaceOf(problem.Parameter);
                    problems.Add(place, WithPlace(problem.Message, place));
                }

                if (problems.IsFull)
                {
                    return;
                }
            }
        }
    }

    private IEnumerable<ParameterProblem> Unfit(BoundBlock block, ParameterSet parameters)
    {
        var name = parameters.Text("model");
        var model = block.Models.First(model => model.Name == name);
        foreach (var problem in model.Check(parameters))
        {
            yield return problem;
        }

        var metric = definition.Objective.Metric;
        var hasValidation = parameters.Find("validation") is not (null or ParameterValue.Real { Value: 0 });
        if (!hasValidation && metric.StartsWith("val_", StringComparison.Ordinal) && model.Metrics.Contains(metric))
        {
            problems.Add(
                objectivePlace,
                $"`objective.metric` is {metric} ({objectivePlace}), but runs without validation never report it: "
                + "set `validation` to the share of training images to keep apart, such as 0.2, or take test_loss.");
        }
    }

    /// <summary>The cells that differ in more than the seed, on which no rule between hyperparameters can depend.</summary>
    private IEnumerable<ParameterSet> CellsOf(BoundBlock block)
    {
        var seedless = block.Block with
        {
            Axes = [.. block.Block.Axes.Select(axis => axis.Name == "seed" ? axis with { Points = [axis.Points[0]] } : axis)],
            Exclude = [.. block.Block.Exclude.Where(exclusion => !exclusion.Conditions.ContainsKey("seed"))],
        };
        var grid = Grid.From(definition with { Blocks = [seedless], Sample = null });
        return Enumerable.Range(0, grid.Count).Select(grid.ParametersAt);
    }

    private static string WithPlace(string message, StudyPlace place)
    {
        var at = message.IndexOf(", but", StringComparison.Ordinal);
        return at > 0 ? message.Insert(at, $" ({place})") : $"{message} ({place})";
    }
}
