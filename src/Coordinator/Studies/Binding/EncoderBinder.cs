using System.Collections.Immutable;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>
/// Finds the run that <c>encoder: {grid: NAME, ..}</c> selects in an earlier grid of the study, and puts its key in the selector's place. Of runs that
/// differ in the seed alone, each run takes the one with its own seed.
/// </summary>
/// <param name="definition">The grid with selectors still open.</param>
internal sealed class EncoderBinder(GridDefinition definition, StudyProblems problems)
{
    private const string GridKey = "grid";

    /// <summary>Grids are taken in order, so that the keys of earlier ones are final.</summary>
    public IReadOnlyList<BoundBlock> Resolve(IReadOnlyList<BoundBlock> blocks)
    {
        var resolved = new List<BoundBlock>();
        foreach (var block in blocks)
        {
            var selector = block.Places.GetValueOrDefault(RunSpec.EncoderParameter) is { Kind: DeclarationKind.Run } declared
                ? (StudyNode.Mapping)declared.Node
                : null;
            resolved.Add(selector is null ? block : Resolve(block, selector, resolved, blocks) ?? block);
        }

        return resolved;
    }

    private BoundBlock? Resolve(BoundBlock block, StudyNode.Mapping selector, List<BoundBlock> earlier, IReadOnlyList<BoundBlock> all)
    {
        // A grid that is too large is told by CellChecks.
        if (FindGrid(selector, earlier, all) is not { } source || Conditions(selector, source) is not { } conditions || IsTooLarge(source.Block))
        {
            return null;
        }

        var found = Matching(source, conditions);
        if (found.Count == 1)
        {
            return With(block, _ => found[0].Key);
        }

        var bySeed = found.ToLookup(run => run.Parameters.Integer("seed"));
        var unfit = Seeds(block).Where(seed => bySeed[seed].Count() != 1).ToList();
        if (unfit.Count > 0)
        {
            Tell(selector, source, [.. bySeed[unfit[0]]], found.Count == 0 ? null : unfit[0]);
            return null;
        }

        return With(block, seed => bySeed[seed].Single().Key);
    }

    private BoundBlock? FindGrid(StudyNode.Mapping selector, List<BoundBlock> earlier, IReadOnlyList<BoundBlock> all)
    {
        if (selector.Find(GridKey) is not StudyNode.Scalar { Text: var name, Place: var place } scalar)
        {
            problems.Add(
                selector.Place,
                $"`encoder` ({selector.Place}) does not say from which grid: write {{grid: NAME}}, and what tells the run from others of that grid.");
            return null;
        }

        var names = earlier.Where(block => block.Models.All(model => model.HasEncoder)).Select(block => block.Block.Name).ToList();
        if (earlier.Find(block => block.Block.Name == name) is not { } source)
        {
            var isLater = all.Any(block => block.Block.Name == name);
            problems.AddValue(
                "encoder.grid", scalar.Shown, place,
                isLater
                    ? "name a grid that stands before this one: move that grid up."
                    : $"be the name of an earlier grid of autoencoders: "
                        + $"{(names.Count > 0 ? string.Join(", ", names) : "there is none")}.{NearestName.Hint(name, names)}");
            return null;
        }

        if (source.Models.FirstOrDefault(model => !model.HasEncoder) is { } other)
        {
            problems.AddValue("encoder.grid", name, place, $"be the name of a grid of autoencoders, which `{other.Name}` is not.");
            return null;
        }

        return source;
    }

    private Dictionary<string, ParameterValue>? Conditions(StudyNode.Mapping selector, BoundBlock source)
    {
        var (models, before) = (new BlockModels(source.Models, problems), problems.Count);
        var conditions = new Dictionary<string, ParameterValue>();
        var leaves = selector.Entries.Where(entry => entry.Key != GridKey).SelectMany(entry => entry.Value is StudyNode.Mapping inner
            ? DeclarationReader.Leaves(entry.Key, inner)
            : [(entry.Key, entry)]);
        foreach (var (name, entry) in leaves)
        {
            if (models.Describe(name, entry.Place) is { } known && ValueBinder.Bind(known, entry.Value, problems) is { } value)
            {
                conditions[name] = value;
            }
        }

        return problems.Count == before ? conditions : null;
    }

    private List<RunSpec> Matching(BoundBlock source, Dictionary<string, ParameterValue> conditions)
    {
        var grid = Grid.From(definition with { Blocks = [source.Block], Sample = null });
        return [.. grid.Runs(new SweepId(definition.Study)).Where(IsChosen)];

        bool IsChosen(RunSpec run) => conditions.All(condition => condition.Value.Equals(run.Parameters.Find(condition.Key)));
    }

    private void Tell(StudyNode.Mapping selector, BoundBlock source, IReadOnlyList<RunSpec> found, long? seed)
    {
        var grid = Grid.From(definition with { Blocks = [source.Block], Sample = null });
        var ofSeed = seed is null ? "" : $" with seed {seed}";
        var differing = grid.Varying.Where(name => name != "seed" && found.Select(run => run.Parameters.Find(name)).Distinct().Skip(1).Any());
        problems.Add(selector.Place, found.Count == 0
            ? $"`encoder` ({selector.Place}) selects no run of grid `{source.Block.Name}`{ofSeed}, but must select one: its runs have {Occurring(grid)}."
            : $"`encoder` ({selector.Place}) selects {found.Count} runs of grid `{source.Block.Name}`{ofSeed}, but must select one: add "
                + $"{string.Join(", ", differing.Select(name => $"`{name}`"))}.");
    }

    private static bool IsTooLarge(GridBlock block) =>
        block.Axes.Aggregate(1.0, (product, axis) => product * axis.Points.Length) > GridDefinition.MaximumCells;

    private static string Occurring(Grid grid)
    {
        const int Most = 1000;
        var cells = Enumerable.Range(0, Math.Min(grid.Count, Most)).Select(grid.ParametersAt).ToList();
        var names = grid.Varying.IsEmpty ? ["dataset", "seed"] : grid.Varying;
        return string.Join(
            ", ", names.Select(name => $"{name} {string.Join(" or ", cells.Select(cell => cell.Find(name)).OfType<ParameterValue>().Distinct().Take(20))}"));
    }

    private static IEnumerable<long> Seeds(BoundBlock block) => block.Block.Axes.FirstOrDefault(axis => axis.Name == "seed") is { } axis
        ? axis.Points.Select(point => point.Integer("seed"))
        : [block.Block.Fixed.Integer("seed")];

    private static BoundBlock With(BoundBlock block, Func<long, RunKey> keyOf)
    {
        var seeds = Seeds(block).ToList();
        var keys = seeds.ToDictionary(seed => seed, seed => (ParameterValue)new ParameterValue.Text(keyOf(seed).ToString()));
        var grid = block.Block;
        return block with
        {
            Block = keys.Values.Distinct().Count() == 1
                ? grid with { Fixed = grid.Fixed.With(RunSpec.EncoderParameter, keys[seeds[0]]) }
                : grid with { Axes = [.. grid.Axes.Select(axis => axis.Name == "seed" ? WithKeys(axis, keys) : axis)] },
        };
    }

    private static GridAxis WithKeys(GridAxis seeds, Dictionary<long, ParameterValue> keys) => seeds with
    {
        Points = [.. seeds.Points.Select(point => point.With(RunSpec.EncoderParameter, keys[point.Integer("seed")]))],
    };
}
