using System.Collections.Immutable;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Makes one grid of its declarations: finds its models, then gives each value the form that they ask for.</summary>
internal sealed class BlockBinder(Catalogue catalogue, DataSetFinder dataSets, StudyProblems problems)
{
    /// <param name="excludes">Each with whether it was written for this grid alone, and so must fit it.</param>
    /// <returns>Null when the problems that were told leave no grid.</returns>
    public BoundBlock? Bind(string name, StudyPlace place, IReadOnlyList<Declaration> declarations)
    {
        if (FindModels(place, declarations) is not { } described)
        {
            return null;
        }

        var models = new BlockModels(described, problems);
        var before = problems.Count;
        var fixedValues = new Dictionary<string, ParameterValue> { ["seed"] = new ParameterValue.Integer(0) };
        var axes = new List<GridAxis>();
        var axisBinder = new AxisBinder(models.Describe, problems);
        var ordered = declarations.OrderBy(declaration => declaration.Kind == DeclarationKind.Seeds);
        foreach (var declaration in ordered.Select(declaration => AsAxis(declaration, models)))
        {
            if (declaration.Kind == DeclarationKind.Run)
            {
                // Which run is meant can be told when all grids are bound: see EncoderBinder.
                _ = models.Describe(declaration.Name, declaration.Place);
            }
            else if (declaration.Kind == DeclarationKind.Value)
            {
                if (models.Describe(declaration.Name, declaration.Place) is { } known && ValueBinder.Bind(known, declaration.Node, problems) is { } value)
                {
                    fixedValues[declaration.Name] = value;
                }
            }
            else if (axisBinder.Bind(declaration) is { } axis)
            {
                axes.Add(axis);
            }
        }

        var places = declarations.SelectMany(declaration => declaration.Sets.Select(set => KeyValuePair.Create(set, declaration)))
            .DistinctBy(item => item.Key)
            .ToDictionary();
        RequireAll(place, models, places);
        FindDataSets(place, declarations);
        if (problems.Count > before)
        {
            return null;
        }

        foreach (var set in axes.SelectMany(axis => axis.Points).SelectMany(point => point).Select(item => item.Key))
        {
            fixedValues.Remove(set);
        }

        return new BoundBlock(new GridBlock(name, ParameterSet.From(fixedValues), [.. axes], []), described, place, places);
    }

    // On the command line a list is the short way to give an axis its values.
    private static Declaration AsAxis(Declaration declaration, BlockModels models)
    {
        if (!declaration.IsOverride || declaration.Kind != DeclarationKind.Value
            || declaration.Node is not StudyNode.Sequence { Items: { IsEmpty: false } items })
        {
            return declaration;
        }

        return models.Find(declaration.Name)?.Kind == ParameterKind.Integers && !items.All(item => item is StudyNode.Sequence)
            ? declaration
            : declaration with { Kind = DeclarationKind.Values };
    }

    private ImmutableArray<ModelDescription>? FindModels(StudyPlace place, IReadOnlyList<Declaration> declarations)
    {
        var names = catalogue.Models.Select(model => model.Name).ToList();
        if (declarations.FirstOrDefault(declaration => declaration.Name == "model") is not { } declared)
        {
            problems.Add(place, $"`model` is missing ({place}): add it. Allowed: {string.Join(", ", names)}.");
            return null;
        }

        var found = ImmutableArray.CreateBuilder<ModelDescription>();
        foreach (var item in ItemsOf(declared))
        {
            if (item is StudyNode.Scalar scalar && catalogue.FindModel(scalar.Text) is { } model)
            {
                found.Add(model);
            }
            else
            {
                var meant = item is StudyNode.Scalar { Text: var text } ? NearestName.Of(text, names) : null;
                problems.AddValue(
                    "model", item.Shown, item.Place,
                    $"be one of {string.Join(", ", names)}.{(meant is null ? "" : $" Did you mean `{meant}`?")}");
                return null;
            }
        }

        return found.ToImmutable();
    }

    private void FindDataSets(StudyPlace place, IReadOnlyList<Declaration> declarations)
    {
        if (declarations.FirstOrDefault(declaration => declaration.Name == "dataset") is not { } declared)
        {
            problems.Add(
                place,
                $"`dataset` is missing ({place}): add it. Allowed: {string.Join(", ", catalogue.DataSetNames)}, or the path of a folder of IDX files.");
            return;
        }

        foreach (var scalar in ItemsOf(declared).OfType<StudyNode.Scalar>().Where(scalar => !scalar.IsEmpty))
        {
            dataSets.Find(scalar);
        }
    }

    private void RequireAll(StudyPlace place, BlockModels models, IReadOnlyDictionary<string, Declaration> places)
    {
        foreach (var model in models.All)
        {
            var required = model.Parameters.Where(known => known.IsRequired && known.Name is not ("model" or "dataset" or "seed"));
            foreach (var known in required.Where(known => !places.ContainsKey(known.Name)))
            {
                problems.Add(place, $"`{known.Name}` is missing ({place}), but `{model.Name}` must be told: {known.Summary} Add it under `parameters`.");
            }
        }
    }

    private static IEnumerable<StudyNode> ItemsOf(Declaration declared) => declared switch
    {
        { Kind: DeclarationKind.Values, Node: StudyNode.Sequence list } => list.Items,
        { IsOverride: true, Node: StudyNode.Sequence list } => list.Items,
        _ => [declared.Node],
    };
}
