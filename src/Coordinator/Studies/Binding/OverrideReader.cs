using System.Collections.Immutable;
using Sweep.Coordinator.Studies.Yaml;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Reads <c>--set key=value</c>: what concerns hyperparameters becomes declarations, what concerns the study is put into its tree.</summary>
internal sealed class OverrideReader(StudyProblems problems)
{
    private static readonly string[] StudyKeys =
        ["name", "retries", "objective.metric", "objective.goal", "checkpoint.every_epochs", "checkpoint.keep", "resources.slots", "resources.memory"];

    private readonly DeclarationReader declarations = new(problems, isOverride: true);

    public IReadOnlyList<Declaration> Declarations => declarations.Declarations;

    public static IEnumerable<string> KeysBesideParameters => StudyKeys.Concat(["dataset", "model", "epochs", "seeds"]);

    /// <returns>The study with its own keys replaced.</returns>
    public StudyNode.Mapping Apply(StudyNode.Mapping root, IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
        {
            var place = StudyPlace.Whole($"--set {argument}");
            var parts = argument.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is not [not "", var text])
            {
                problems.Add(place, $"`{place}` is no key=value: write, for example, --set epochs=5.");
                continue;
            }

            var (key, node) = (parts[0], StudyTree.Read(place, text, problems));
            if (StudyKeys.Contains(key))
            {
                root = Put(root, key.Split('.'), place, node);
            }
            else if (key is "seeds" or "seed")
            {
                declarations.ReadSeeds(place, key == "seed" ? new StudyNode.Sequence(place, [node]) : node);
            }
            else
            {
                declarations.Read(key, key, place, node);
            }
        }

        return root;
    }

    private static StudyNode.Mapping Put(StudyNode.Mapping map, ReadOnlySpan<string> path, StudyPlace place, StudyNode node)
    {
        var key = path[0];
        var value = path.Length == 1 ? node : Put(map.Find(key) as StudyNode.Mapping ?? new StudyNode.Mapping(place, []), path[1..], place, node);
        return map with { Entries = [.. map.Entries.Where(entry => entry.Key != key), new StudyEntry(key, place, value)] };
    }
}
