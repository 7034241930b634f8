using System.Collections.Immutable;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Reads what a study, one of its grids, or an override says of hyperparameters.</summary>
internal sealed class DeclarationReader(StudyProblems problems, bool isOverride = false)
{
    private static readonly string[] AxisKeys = ["values", "value", "min", "max", "count", "scale"];

    private readonly List<Declaration> declarations = [];

    public IReadOnlyList<Declaration> Declarations => declarations;

    /// <summary>Reads the map under <c>parameters</c>.</summary>
    public void ReadParameters(StudyNode node)
    {
        if (node is not StudyNode.Mapping map)
        {
            problems.AddValue("parameters", node.Shown, node.Place, "be a map of hyperparameters, such as {latent: {values: [4, 8]}}.");
            return;
        }

        foreach (var entry in map.Entries)
        {
            if (entry.Key is "seed" or "seeds")
            {
                problems.Add(entry.Place, $"`{entry.Key}` ({entry.Place}) is no parameter: write `seeds` at the top of the study, as a list or a count.");
            }
            else
            {
                Read(entry.Key, entry.Key, entry.Place, entry.Value);
            }
        }
    }

    /// <summary>Reads one hyperparameter, or a group of them.</summary>
    public void Read(string name, string root, StudyPlace place, StudyNode node)
    {
        switch (node)
        {
            case StudyNode.Mapping { Entries.IsEmpty: true }:
                problems.AddValue(name, "an empty map", node.Place, "have values, a value, or min, max and count.");
                break;
            case StudyNode.Mapping map when map.Entries.Any(entry => AxisKeys.Contains(entry.Key)):
                ReadSpecification(name, root, place, map);
                break;
            case StudyNode.Mapping map when name == RunSpec.EncoderParameter:
                Add(new Declaration(name, root, place, map, DeclarationKind.Run, [name], isOverride));
                break;
            case StudyNode.Mapping map:
                foreach (var entry in map.Entries)
                {
                    Read($"{name}.{entry.Key}", root, entry.Place, entry.Value);
                }

                break;
            default:
                Add(new Declaration(name, root, place, node, DeclarationKind.Value, [name], isOverride));
                break;
        }
    }

    public void ReadSeeds(StudyPlace place, StudyNode node) => Add(new Declaration("seed", "seed", place, node, DeclarationKind.Seeds, ["seed"], isOverride));

    private void ReadSpecification(string name, string root, StudyPlace place, StudyNode.Mapping map)
    {
        foreach (var entry in map.Entries.Where(entry => !AxisKeys.Contains(entry.Key)))
        {
            problems.Add(
                entry.Place,
                $"`{entry.Key}` ({entry.Place}) cannot stand beside `{map.Entries.First(e => AxisKeys.Contains(e.Key)).Key}` of "
                    + $"`{name}`.{NearestName.Hint(entry.Key, AxisKeys)}");
        }

        var (value, values) = (map.Find("value"), map.Find("values"));
        var range = map.Entries.FirstOrDefault(entry => entry.Key is "min" or "max" or "count" or "scale");
        if ((value is null ? 0 : 1) + (values is null ? 0 : 1) + (range is null ? 0 : 1) > 1)
        {
            problems.Add(map.Place, $"`{name}` ({map.Place}) has several of values, value, and min, max, count: keep one way to say it.");
        }
        else if (value is not null)
        {
            Add(new Declaration(name, root, place, value, DeclarationKind.Value, [name], isOverride));
        }
        else if (values is not null)
        {
            ReadValues(name, root, place, values);
        }
        else
        {
            Add(new Declaration(name, root, place, map, DeclarationKind.Range, [name], isOverride));
        }
    }

    private void ReadValues(string name, string root, StudyPlace place, StudyNode values)
    {
        if (values is not StudyNode.Sequence list)
        {
            problems.AddValue($"{name}.values", values.Shown, values.Place, "be a list, such as [4, 8].");
        }
        else if (list.Items.IsEmpty)
        {
            problems.AddValue($"{name}.values", "an empty list", values.Place, "have at least one value: fill it, or leave the parameter out.");
        }
        else
        {
            Add(new Declaration(name, root, place, list, DeclarationKind.Values, SetBy(name, list), isOverride));
        }
    }

    private static ImmutableArray<string> SetBy(string name, StudyNode.Sequence values) => values.Items.OfType<StudyNode.Mapping>().Any()
        ? [.. values.Items.OfType<StudyNode.Mapping>().SelectMany(item => Leaves(name, item)).Select(leaf => leaf.Name).Distinct()]
        : [name];

    /// <summary>The hyperparameters that one item of an axis sets together, with their values.</summary>
    public static IEnumerable<(string Name, StudyEntry Entry)> Leaves(string prefix, StudyNode.Mapping item) =>
        item.Entries.SelectMany(entry => entry.Value is StudyNode.Mapping inner
        ? Leaves($"{prefix}.{entry.Key}", inner)
        : [($"{prefix}.{entry.Key}", entry)]);

    private void Add(Declaration declaration)
    {
        var earlier = declarations.FirstOrDefault(other => other.Sets.Intersect(declaration.Sets).Any() || other.Name == declaration.Name);
        if (earlier is null)
        {
            declarations.Add(declaration);
        }
        else
        {
            var both = declaration.Sets.Intersect(earlier.Sets).FirstOrDefault(declaration.Name);
            problems.Add(declaration.Place, $"`{both}` ({declaration.Place}) is set twice, first at {earlier.Place}: keep one of them.");
        }
    }
}
