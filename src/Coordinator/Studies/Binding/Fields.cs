using Sweep.Coordinator.Studies.Yaml;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Reads the fields of a map whose keys are fixed. What is missing or wrong is told, and reads as null.</summary>
internal sealed class Fields
{
    private readonly StudyNode.Mapping map;
    private readonly string what;
    private readonly StudyProblems problems;

    private Fields(StudyNode.Mapping map, string what, StudyProblems problems) => (this.map, this.what, this.problems) = (map, what, problems);

    public StudyPlace Place => map.Place;

    /// <param name="what">What the map describes: <c>a study</c>, <c>an objective</c>.</param>
    /// <param name="allowed">Its keys; empty when any other may stand beside those that are read.</param>
    public static Fields? Of(StudyNode? node, string key, string what, IReadOnlyList<string> allowed, StudyProblems problems)
    {
        if (node is null)
        {
            return null;
        }

        if (node is not StudyNode.Mapping map)
        {
            problems.AddValue(key, node.Shown, node.Place, allowed.Count > 0 ? $"be a map with {string.Join(", ", allowed)}." : "be a map.");
            return null;
        }

        foreach (var entry in map.Entries.Where(entry => allowed.Count > 0 && !allowed.Contains(entry.Key)))
        {
            problems.Add(entry.Place, $"`{entry.Key}` ({entry.Place}) is no key of {what}.{NearestName.Hint(entry.Key, allowed)}");
        }

        return new Fields(map, what, problems);
    }

    public StudyNode? Find(string key) => map.Find(key);

    public StudyNode? Require(string key)
    {
        if (map.Find(key) is { } node)
        {
            return node;
        }

        problems.Add(map.Place, $"`{key}` is missing from {what} ({map.Place}): add it.");
        return null;
    }

    public string? Text(string key) => Find(key) is { } node ? TextOf(key, node) : null;

    public string? RequireText(string key) => Require(key) is { } node ? TextOf(key, node) : null;

    public int? Whole(string key, int least, int most = int.MaxValue)
    {
        if (Find(key) is not { } node)
        {
            return null;
        }

        if (Numbers.IsWhole(node) && Numbers.ToWhole((StudyNode.Scalar)node) is { } value && value >= least && value <= most)
        {
            return (int)value;
        }

        problems.AddValue(
            key,
            node.Shown,
            node.Place,
            most == int.MaxValue ? $"be a whole number, at least {least}." : $"be a whole number, at least {least} and at most {most}.");
        return null;
    }

    public double? Number(string key, bool required = false, double? least = null)
    {
        if ((required ? Require(key) : Find(key)) is not { } node)
        {
            return null;
        }

        if (Numbers.IsReal(node) && Numbers.ToReal((StudyNode.Scalar)node) is { } value && !(value < least))
        {
            return value;
        }

        problems.AddValue(
            key, node.Shown, node.Place, least is null ? "be a finite number." : FormattableString.Invariant($"be a finite number, at least {least}."));
        return null;
    }

    /// <summary>The items of a list; none when it is absent.</summary>
    public IEnumerable<StudyNode> Items(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case StudyNode.Sequence { Items.IsEmpty: false } list:
                return list.Items;
            case var other:
                problems.AddValue(key, other.Shown, other.Place, "be a list with at least one item: fill it, or leave the key out.");
                return [];
        }
    }

    private string? TextOf(string key, StudyNode node)
    {
        if (node is StudyNode.Scalar { IsEmpty: false } scalar)
        {
            return scalar.Text;
        }

        problems.AddValue(key, node.Shown, node.Place, "be a text.");
        return null;
    }
}
