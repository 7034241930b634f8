using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Catalogue;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Reads the grids of a study: one, or several under <c>grids</c> that share what is said at the top.</summary>
internal sealed class StudyBlocks(
    Fields study, StudyNode.Mapping root, IReadOnlyList<Declaration> overrides, BlockBinder binder, Catalogue catalogue, StudyProblems problems)
{
    public IReadOnlyList<BoundBlock> Bind()
    {
        var shared = Read(root);
        var parts = study.Find("grids") is null
            ? [new Part("", root.Place, shared, null)]
            : study.Items("grids").Select(item => ReadGrid(item, shared)).OfType<Part>().ToList();
        TellUnusedOverrides(parts);
        var blocks = parts.Select(part => (Part: part, Block: binder.Bind(part.Name, part.Place, Overridden(part)))).ToList();
        if (blocks.Exists(item => item.Block is null))
        {
            return [];
        }

        var exclusions = new ExclusionBinder(problems, overrides.Count > 0);
        var own = blocks.SelectMany(item => exclusions.Apply(item.Part.Exclude, [item.Block!])).ToList();
        return [.. exclusions.Apply(study.Find("exclude"), own)];
    }

    private Part? ReadGrid(StudyNode item, IReadOnlyList<Declaration> shared)
    {
        var fields = Fields.Of(item, "grids", "a grid", [.. StudyBinder.KeysOfGrid, "name"], problems);
        if (fields is null)
        {
            return null;
        }

        var map = (StudyNode.Mapping)item;
        var name = StudyBinder.BindName(fields.Require("name"), "name", problems);
        var twice = study.Items("grids").OfType<StudyNode.Mapping>().TakeWhile(other => !ReferenceEquals(other, map))
            .FirstOrDefault(other => other.Find("name") is StudyNode.Scalar scalar && scalar.Text == name);
        if (twice is not null && name is not null)
        {
            problems.Add(
                fields.Find("name")!.Place,
                $"`name` is {name} ({fields.Find("name")!.Place}), but the grid at {twice.Place} has that name: give each its own.");
        }

        return new Part(name ?? "", map.Place, DeclarationLayers.Lay(shared, Read(map), problems), fields.Find("exclude"));
    }

    private IReadOnlyList<Declaration> Read(StudyNode.Mapping map)
    {
        var reader = new DeclarationReader(problems);
        foreach (var entry in map.Entries)
        {
            switch (entry.Key)
            {
                case "dataset" or "model" or "epochs" when entry.Value is StudyNode.Scalar:
                    reader.Read(entry.Key, entry.Key, entry.Place, entry.Value);
                    break;
                case "dataset" or "model" or "epochs":
                    problems.AddValue(
                        entry.Key, entry.Value.Shown, entry.Value.Place,
                        $"be one value here: for an axis, write parameters: {{{entry.Key}: {{values: [..]}}}}.");
                    break;
                case "early_stop" when entry.Value is not StudyNode.Mapping:
                    problems.AddValue(entry.Key, entry.Value.Shown, entry.Value.Place, "be a map, such as {patience: 3}.");
                    break;
                case "early_stop":
                    reader.Read(entry.Key, entry.Key, entry.Place, entry.Value);
                    break;
                case "seeds":
                    reader.ReadSeeds(entry.Place, entry.Value);
                    break;
                case "parameters":
                    reader.ReadParameters(entry.Value);
                    break;
                default:
                    break;
            }
        }

        return reader.Declarations;
    }

    private List<Declaration> Overridden(Part part) =>
        DeclarationLayers.Lay(part.Declarations, [.. overrides.Where(declaration => IsKnown(part, declaration))], problems);

    /// <summary>An override concerns the grids whose models know the hyperparameter: others of the study have nothing to do with it.</summary>
    private bool IsKnown(Part part, Declaration declaration) => declaration.Name is "model" or "dataset" or "epochs" or "seed"
        || ModelsOf(part) is var models && models.Count > 0 && models.TrueForAll(model => declaration.Sets.All(set => model.Find(set) is not null));

    /// <summary>None when one of them is unknown, which is told elsewhere.</summary>
    private List<ModelDescription> ModelsOf(Part part)
    {
        var declared = overrides.Concat(part.Declarations).FirstOrDefault(other => other.Name == "model")?.Node;
        var names = declared is StudyNode.Sequence list ? list.Items : declared is null ? [] : [declared];
        var models = names.OfType<StudyNode.Scalar>().Select(name => catalogue.FindModel(name.Text)).OfType<ModelDescription>().ToList();
        return models.Count == names.Length ? models : [];
    }

    private void TellUnusedOverrides(List<Part> parts)
    {
        var models = parts.SelectMany(ModelsOf).ToList();
        foreach (var declaration in overrides.Where(declaration => models.Count > 0 && !parts.Exists(part => IsKnown(part, declaration))))
        {
            var known = models.SelectMany(model => model.Parameters)
                .Select(parameter => parameter.Name)
                .Concat(OverrideReader.KeysBesideParameters)
                .Distinct()
                .ToList();
            var unknown = declaration.Sets.FirstOrDefault(set => !known.Contains(set), declaration.Name);
            problems.Add(declaration.Place, $"`{unknown}` ({declaration.Place}) is known to no grid of this study.{NearestName.Hint(unknown, known)}");
        }
    }

    /// <param name="Exclude">Its own, beside the one at the top of the study.</param>
    private sealed record Part(string Name, StudyPlace Place, IReadOnlyList<Declaration> Declarations, StudyNode? Exclude);
}
