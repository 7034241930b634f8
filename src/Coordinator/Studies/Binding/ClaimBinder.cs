using System.Collections.Immutable;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Parameters;
using Sweep.Messages.Studies;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Reads how claims are checked.</summary>
internal sealed class ClaimBinder(ReportNames names, StudyProblems problems)
{
    private static readonly string[] Shared = ["kind", "metric", "less", "grid", "where", "each"];

    /// <summary>The kinds of checks with the keys that each has beside the shared ones.</summary>
    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["rises"] = ["along", "change"],
        ["falls"] = ["along", "change"],
        ["greater"] = ["parameter", "greater", "lesser"],
        ["best-at"] = ["parameter", "value", "cell"],
        ["close"] = ["metrics", "along", "within", "relative", "pick"],
        ["below"] = ["value"],
        ["above"] = ["value"],
        ["compare"] = ["left", "right", "is", "pick"],
    };

    private static readonly Dictionary<string, string> KindNames = Kinds.Keys.ToDictionary(kind => kind);

    private static readonly Dictionary<string, bool> Orders = new() { ["greater"] = true, ["less"] = false };

    /// <summary>Null when something is wrong; it is told.</summary>
    public ClaimCheck? Bind(StudyNode node)
    {
        if (Fields.Of(node, "check", "a check", [], problems) is not { } any || any.RequireText("kind") is not { } kind)
        {
            return null;
        }

        if (!Kinds.TryGetValue(kind, out var own))
        {
            var place = any.Find("kind")!.Place;
            problems.Add(place, $"`kind` is {kind} ({place}), which is no kind of check.{NearestName.Hint(kind, KindNames.Keys)}");
            return null;
        }

        var fields = Fields.Of(node, "check", $"a check of kind {kind}", [.. Shared, .. own], problems)!;
        var report = new ReportFields(fields, names, problems);
        return Bind(kind, fields, report, report.Runs(), report.Each());
    }

    private ClaimCheck? Bind(string kind, Fields fields, ReportFields report, RunSelection runs, ImmutableArray<string> each) => kind switch
    {
        "rises" or "falls" => report.RequireParameter("along") is { } along
            ? new ClaimCheck.Monotone(runs, each, report.Measure(), along, kind == "rises", BindChange(fields))
            : null,
        "greater" =>
            (report.RequireParameter("parameter"), report.RequireValue("greater"), report.RequireValue("lesser")) is ({ } parameter, { } more, { } less)
            ? new ClaimCheck.Greater(runs, each, report.Measure(), parameter, more, less)
            : null,
        "best-at" => BindCell(fields, report) is { IsEmpty: false } cell ? new ClaimCheck.BestAt(runs, each, report.Measure(), cell) : null,
        "close" => BindClose(fields, report, runs, each),
        "below" or "above" =>
            fields.Number("value", required: true) is { } value ? new ClaimCheck.Bound(runs, each, report.Measure(), value, kind == "below") : null,
        "compare" => BindCompare(fields, report, each),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of check."),
    };

    private ClaimCheck.Step? BindChange(Fields fields)
    {
        if (Fields.Of(fields.Find("change"), "change", "a step", ["parameter", "from", "to"], problems) is not { } step)
        {
            return null;
        }

        var report = new ReportFields(step, names, problems);
        return (report.RequireParameter("parameter"), report.RequireValue("from"), report.RequireValue("to")) is ({ } parameter, { } from, { } to)
            ? new ClaimCheck.Step(parameter, from, to)
            : null;
    }

    private static ImmutableArray<ParameterCondition> BindCell(Fields fields, ReportFields report)
    {
        if (fields.Find("parameter") is null)
        {
            fields.Require("cell");
            return report.Conditions("cell");
        }

        return (report.Parameter("parameter"), report.RequireValue("value")) is ({ } name, { } value) ? [new ParameterCondition(name, value)] : [];
    }

    private ClaimCheck.Close? BindClose(Fields fields, ReportFields report, RunSelection runs, ImmutableArray<string> each)
    {
        var (along, within) = (report.Parameter("along"), fields.Number("within", required: true, least: 0));
        var measures = fields.Find("metrics") is null ? [report.Measure()] : report.Metrics().Select(metric => new Measure(metric)).ToImmutableArray();
        if (along is null && measures.Length < 2)
        {
            problems.Add(fields.Place, $"A check of kind close ({fields.Place}) compares one number with nothing: give `along`, or two `metrics`.");
            return null;
        }

        return within is null ? null : new ClaimCheck.Close(runs, each, measures, along, within.Value, report.Truth("relative"), report.Picked());
    }

    private ClaimCheck.Compare? BindCompare(Fields fields, ReportFields report, ImmutableArray<string> each)
    {
        var (left, right, isGreater) = (BindSide("left", fields), BindSide("right", fields), report.Choice("is", Orders));
        fields.Require("is");
        return left is null || right is null || isGreater is null
            ? null
            : new ClaimCheck.Compare(left, right, each, report.Measure(), report.Picked() is Pick.All ? Pick.Mean : report.Picked(), isGreater.Value);
    }

    private RunSelection? BindSide(string key, Fields fields) =>
        Fields.Of(fields.Require(key), key, "a choice of runs", ["grid", "where"], problems) is { } side
        ? new ReportFields(side, names, problems).Runs()
        : null;
}
