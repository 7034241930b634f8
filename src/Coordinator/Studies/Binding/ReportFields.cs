using System.Collections.Immutable;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Parameters;
using Sweep.Messages.Studies;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Reads what figures and checks have in common: names of metrics, hyperparameters and grids, and choices of runs.</summary>
internal sealed class ReportFields(Fields fields, ReportNames names, StudyProblems problems)
{
    private static readonly Dictionary<string, Pick> Picks = new() { ["all"] = Pick.All, ["best"] = Pick.Best, ["worst"] = Pick.Worst, ["mean"] = Pick.Mean };

    public RunSelection Runs() => new(Grid(), Conditions("where"));

    public Measure Measure() => new(Metric("metric") ?? names.Objective, Metric("less"));

    /// <summary>Those of <c>metrics</c>, or that of <c>metric</c>; none when there is neither.</summary>
    public ImmutableArray<string> Metrics() => fields.Find("metrics") is null
        ? Metric("metric") is { } one ? [one] : []
        : [.. Texts("metrics").Where(item => IsKnown("metrics", item.Text, item.Place, "metric", names.Metrics)).Select(item => item.Text)];

    public string? Parameter(string key) =>
        Known(key, "hyperparameter", names.Parameters) is { } name && TellsCellsApart(key, name, fields.Find(key)!.Place) ? name : null;

    public string? RequireParameter(string key) => fields.Require(key) is null ? null : Parameter(key);

    /// <summary>Hyperparameters for each of whose combinations something is told; the seed may be among them.</summary>
    public ImmutableArray<string> Each() =>
        [.. Texts("each").Where(item => IsKnown("each", item.Text, item.Place, "hyperparameter", names.Parameters)).Select(item => item.Text)];

    public Pick Picked() => Choice("pick", Picks) ?? Pick.All;

    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> choices) where T : struct
    {
        if (fields.Text(key) is not { } text)
        {
            return null;
        }

        if (choices.TryGetValue(text, out var value))
        {
            return value;
        }

        problems.AddValue(key, text, fields.Find(key)!.Place, $"be one of {string.Join(", ", choices.Keys)}.");
        return null;
    }

    public bool Truth(string key)
    {
        if (fields.Find(key) is not { } node)
        {
            return false;
        }

        if (node is StudyNode.Scalar { IsPlain: true, Text: "true" or "false" } scalar)
        {
            return scalar.Text == "true";
        }

        problems.AddValue(key, node.Shown, node.Place, "be true or false.");
        return false;
    }

    /// <summary>The scalars of a list; none when it is absent.</summary>
    public IEnumerable<(string Text, StudyPlace Place)> Texts(string key)
    {
        foreach (var item in fields.Items(key))
        {
            if (item is StudyNode.Scalar { IsEmpty: false } scalar)
            {
                yield return (scalar.Text, scalar.Place);
            }
            else
            {
                problems.AddValue(key, item.Shown, item.Place, "be a list of names.");
            }
        }
    }

    public ImmutableArray<ParameterCondition> Conditions(string key)
    {
        if (Fields.Of(fields.Find(key), key, "a choice of runs", [], problems) is null)
        {
            return [];
        }

        var leaves = ((StudyNode.Mapping)fields.Find(key)!).Entries.SelectMany(entry => entry.Value is StudyNode.Mapping inner
            ? DeclarationReader.Leaves(entry.Key, inner)
            : [(entry.Key, entry)]);
        return
        [
            .. leaves.Where(leaf => IsKnown(key, leaf.Item1, leaf.Item2.Place, "hyperparameter", names.Parameters)
                    && (key == "where" || TellsCellsApart(key, leaf.Item1, leaf.Item2.Place)))
                .Select(leaf => Value(leaf.Item1, leaf.Item2.Value) is { } value ? new ParameterCondition(leaf.Item1, value) : null)
                .OfType<ParameterCondition>(),
        ];
    }

    public ParameterValue? RequireValue(string key) => fields.Require(key) is { } node ? Value(key, node) : null;

    public ParameterValue? Value(string key, StudyNode node)
    {
        switch (node)
        {
            case StudyNode.Scalar { IsPlain: true, IsEmpty: false, Text: "true" or "false" } scalar:
                return new ParameterValue.Truth(scalar.Text == "true");
            case StudyNode.Scalar { IsEmpty: false } scalar when Numbers.IsWhole(scalar) && Numbers.ToWhole(scalar) is { } whole:
                return new ParameterValue.Integer(whole);
            case StudyNode.Scalar { IsEmpty: false } scalar when Numbers.IsReal(scalar) && Numbers.ToReal(scalar) is { } real:
                return new ParameterValue.Real(real);
            case StudyNode.Scalar { IsEmpty: false } scalar:
                return new ParameterValue.Text(scalar.Text);
            case StudyNode.Sequence { Items.IsEmpty: false } list:
                return new ParameterValue.List([.. list.Items.Select(item => Value(key, item)).OfType<ParameterValue>()]);
            default:
                problems.AddValue(key, node.Shown, node.Place, "be a value of the hyperparameter, or a list of them.");
                return null;
        }
    }

    private string? Metric(string key) => Known(key, "metric", names.Metrics);

    private string? Grid() => Known("grid", "grid", names.Grids);

    private string? Known(string key, string what, IReadOnlyList<string>? known) =>
        fields.Text(key) is { } text && IsKnown(key, text, fields.Find(key)!.Place, what, known) ? text : null;

    private bool TellsCellsApart(string key, string name, StudyPlace place)
    {
        if (name != ReportNames.Seed)
        {
            return true;
        }

        problems.Add(place, $"`{key}` names {name} ({place}), but runs that differ in the seed alone count as one cell, by their mean: only `where`, and `each` of a check, may name it.");
        return false;
    }

    private bool IsKnown(string key, string text, StudyPlace place, string what, IReadOnlyList<string>? known)
    {
        if (known is null || known.Contains(text))
        {
            return true;
        }

        problems.Add(place, $"`{key}` names {text} ({place}), which is no {what} of this study.{NearestName.Hint(text, known)}");
        return false;
    }
}
