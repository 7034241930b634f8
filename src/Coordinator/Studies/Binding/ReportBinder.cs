using System.Collections.Immutable;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Studies;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Reads the part of a study that is for its report.</summary>
internal sealed class ReportBinder(Fields study, ReportNames names, StudyProblems problems)
{
    private static readonly string[] NumberKeys = ["name", "value", "unit", "tolerance", "source", "metric", "less", "pick", "grid", "where", "cell"];

    private static readonly string[] ClaimKeys = ["name", "says", "check", "source"];

    public ReportPlan Bind(string name) => new(name, study.Text("description") ?? "", study.Text("source") ?? "", Figures(), Published(), Claims());

    private ImmutableArray<StudyFigure> Figures()
    {
        var binder = new FigureBinder(names, problems);
        return [.. study.Items("figures").Select(binder.Bind).OfType<StudyFigure>()];
    }

    private ImmutableArray<PublishedNumber> Published() => Distinct("published", Each("published", "a published number", NumberKeys, fields =>
    {
        var (name, value, tolerance) = (fields.RequireText("name"), fields.Number("value", required: true), fields.Number("tolerance", least: 0));
        var report = new ReportFields(fields, names, problems);
        return name is null || value is null
            ? null
            : new PublishedNumber(
                name, value.Value, fields.Text("unit") ?? "", tolerance, fields.Text("source") ?? "", report.Runs(), report.Measure(), report.Picked(),
                report.Conditions("cell"));
    }), number => number.Name);

    private ImmutableArray<StudyClaim> Claims()
    {
        var binder = new ClaimBinder(names, problems);
        return Distinct("claims", Each("claims", "a claim", ClaimKeys, fields =>
        {
            var (name, says) = (fields.RequireText("name"), fields.RequireText("says"));
            var check = fields.Require("check") is { } node ? binder.Bind(node) : null;
            return name is null || says is null || check is null ? null : new StudyClaim(name, says, fields.Text("source") ?? "", check);
        }), claim => claim.Name);
    }

    private ImmutableArray<(T Item, StudyPlace Place)> Each<T>(string key, string what, string[] allowed, Func<Fields, T?> bind) where T : class =>
    [
        .. study.Items(key)
            .Select(node => (Item: Fields.Of(node, key, what, allowed, problems) is { } fields ? bind(fields) : null, node.Place))
            .Where(bound => bound.Item is not null)
            .Select(bound => (bound.Item!, bound.Place)),
    ];

    private ImmutableArray<T> Distinct<T>(string key, ImmutableArray<(T Item, StudyPlace Place)> items, Func<T, string> name)
    {
        foreach (var again in items.GroupBy(bound => name(bound.Item)).SelectMany(named => named.Skip(1)))
        {
            problems.Add(again.Place, $"`{name(again.Item)}` ({again.Place}) stands under `{key}` twice: give each a name of its own.");
        }

        return [.. items.Select(bound => bound.Item)];
    }
}
