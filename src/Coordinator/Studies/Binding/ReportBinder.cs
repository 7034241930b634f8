using System.Collections.Immutable;
using Sweep.Coordinator.Studies.Yaml;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Reads the part of a study that is for its report. What the single figure or check makes of its settings is not looked at here.</summary>
internal sealed class ReportBinder(Fields study, StudyProblems problems)
{
    public ImmutableArray<StudyFigure> Figures() =>
        Each("figures", "a figure", (fields, map) => fields.RequireText("kind") is { } kind ? new StudyFigure(kind, fields.Text("title") ?? "", map) : null);

    public ImmutableArray<PublishedNumber> Published() => Distinct("published", Each("published", "a published number", (fields, map) =>
    {
        var (name, value, tolerance) = (fields.RequireText("name"), fields.Number("value", required: true), fields.Number("tolerance", least: 0));
        return name is null || value is null ? null : new PublishedNumber(name, value.Value, fields.Text("unit") ?? "", tolerance, fields.Text("source") ?? "", map);
    }), number => (number.Name, number.Settings));

    public ImmutableArray<StudyClaim> Claims() => Distinct("claims", Each("claims", "a claim", (fields, map) =>
    {
        var (name, says) = (fields.RequireText("name"), fields.RequireText("says"));
        var check = fields.Require("check");
        _ = Fields.Of(check, "check", "a check", [], problems);
        return name is null || says is null || check is not StudyNode.Mapping checkMap ? null : new StudyClaim(name, says, checkMap, fields.Text("source") ?? "");
    }), claim => (claim.Name, claim.Check));

    private ImmutableArray<T> Each<T>(string key, string what, Func<Fields, StudyNode.Mapping, T?> bind) where T : class =>
    [
        .. study.Items(key)
            .Select(item => Fields.Of(item, key, what, [], problems) is { } fields ? bind(fields, (StudyNode.Mapping)item) : null)
            .OfType<T>(),
    ];

    private ImmutableArray<T> Distinct<T>(string key, ImmutableArray<T> items, Func<T, (string Name, StudyNode.Mapping Map)> identify)
    {
        foreach (var again in items.Select(identify).GroupBy(item => item.Name).SelectMany(named => named.Skip(1)))
        {
            problems.Add(again.Map.Place, $"`{again.Name}` ({again.Map.Place}) stands under `{key}` twice: give each a name of its own.");
        }

        return items;
    }
}
