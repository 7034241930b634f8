using System.Collections.Immutable;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Reads which cells a study leaves out, and gives each condition to the grids that set its hyperparameters.</summary>
internal sealed class ExclusionBinder(StudyProblems problems, bool hasOverrides)
{
    /// <param name="node">The list under <c>exclude</c>; null for none.</param>
    /// <param name="blocks">The grids to which it applies.</param>
    public IEnumerable<BoundBlock> Apply(StudyNode? node, IReadOnlyList<BoundBlock> blocks)
    {
        var items = Items(node).ToList();
        var result = blocks.ToArray();
        foreach (var item in items)
        {
            var conditions = DeclarationLeaves(item).ToList();
            var matching = Enumerable.Range(0, result.Length).Where(i => conditions.TrueForAll(leaf => Sets(result[i], leaf.Name))).ToList();
            if (matching.Count == 0)
            {
                TellUnknown(conditions, blocks);
            }

            var candidates = matching.Select(i => result[i]).ToList();
            foreach (var i in matching)
            {
                if (Bind(conditions, result[i], candidates) is { } exclusion)
                {
                    result[i] = result[i] with { Block = result[i].Block with { Exclude = result[i].Block.Exclude.Add(exclusion) } };
                }
            }
        }

        return result;
    }

    private static bool Sets(BoundBlock block, string name) => block.Places.ContainsKey(name) || block.Block.Fixed.Contains(name);

    private static IEnumerable<(string Name, StudyEntry Entry)> DeclarationLeaves(StudyNode.Mapping item) =>
        item.Entries.SelectMany(entry => entry.Value is StudyNode.Mapping inner
        ? DeclarationReader.Leaves(entry.Key, inner)
        : [(entry.Key, entry)]);

    private IEnumerable<StudyNode.Mapping> Items(StudyNode? node)
    {
        if (node is null)
        {
            yield break;
        }

        if (node is not StudyNode.Sequence list)
        {
            problems.AddValue("exclude", node.Shown, node.Place, "be a list of maps, such as [{latent: 4, l1: [0.001, 0.01]}].");
            yield break;
        }

        foreach (var item in list.Items)
        {
            if (item is StudyNode.Mapping { Entries.IsEmpty: false } map)
            {
                yield return map;
            }
            else
            {
                problems.AddValue("exclude", item.Shown, item.Place, "be a list of maps, such as [{latent: 4, l1: [0.001, 0.01]}].");
            }
        }
    }

    private void TellUnknown(List<(string Name, StudyEntry Entry)> conditions, IReadOnlyList<BoundBlock> blocks)
    {
        var set = blocks.SelectMany(block => block.Places.Keys).Append("seed").Distinct().ToList();
        var unknown = conditions.Where(leaf => !set.Contains(leaf.Name)).ToList();
        foreach (var (name, entry) in unknown)
        {
            problems.Add(entry.Place, $"`{name}` ({entry.Place}) is set nowhere in this study, so it cannot exclude a cell.{NearestName.Hint(name, set)}");
        }

        if (unknown.Count == 0)
        {
            var place = conditions[0].Entry.Place;
            problems.Add(
                place,
                $"The exclusion at {place} names hyperparameters that no one grid sets together: put it under `exclude` of the grid it is for.");
        }
    }

    private GridExclusion? Bind(List<(string Name, StudyEntry Entry)> conditions, BoundBlock block, IReadOnlyList<BoundBlock> candidates)
    {
        var models = new BlockModels(block.Models, problems);
        var bound = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<ParameterValue>>(StringComparer.Ordinal);
        var before = problems.Count;
        foreach (var (name, entry) in conditions)
        {
            if (models.Describe(name, entry.Place) is { } known)
            {
                var values = Alternatives(known, entry.Value).Select(node => (Node: node, Value: ValueBinder.Bind(known, node, problems))).ToList();
                CheckOccur(name, values, candidates);
                bound[name] = [.. values.Select(item => item.Value).OfType<ParameterValue>()];
            }
        }

        return problems.Count == before ? new GridExclusion(bound.ToImmutable()) : null;
    }

    private static ImmutableArray<StudyNode> Alternatives(ParameterDescription known, StudyNode node) =>
        node is StudyNode.Sequence list && (known.Kind != ParameterKind.Integers || list.Items.All(item => item is StudyNode.Sequence)) ? list.Items : [node];

    private void CheckOccur(string name, IEnumerable<(StudyNode Node, ParameterValue? Value)> values, IReadOnlyList<BoundBlock> candidates)
    {
        // An override may well take away the very value that is excluded.
        if (hasOverrides)
        {
            return;
        }

        var occurring = candidates.SelectMany(block => Occurring(block, name)).Distinct().ToList();
        foreach (var (node, _) in values.Where(item => item.Value is { } value && !occurring.Contains(value)))
        {
            problems.AddValue(name, node.Shown, node.Place, $"be a value that occurs, to exclude a cell: {string.Join(", ", occurring.Take(20))}.");
        }
    }

    private static IEnumerable<ParameterValue> Occurring(BoundBlock block, string name)
    {
        var said = block.Block.Axes.SelectMany(axis => axis.Points).Append(block.Block.Fixed).Select(set => set.Find(name)).OfType<ParameterValue>();
        var isSaidInPart = block.Block.Axes.Any(axis => axis.Points.Any(point => point.Contains(name)) && !axis.Points.All(point => point.Contains(name)));
        return isSaidInPart ? said.Concat(block.Models.Select(model => model.Find(name)?.Default).OfType<ParameterValue>()) : said;
    }
}
