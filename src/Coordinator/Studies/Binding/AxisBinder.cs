using System.Collections.Immutable;
using System.Globalization;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Makes axes of what a study declares.</summary>
internal sealed class AxisBinder(Func<string, StudyPlace, ParameterDescription?> describe, StudyProblems problems)
{
    private const int MostValues = 1_000_000;

    private static readonly ParameterDescription Seed = new("seed", ParameterKind.Integer, "Where the random streams begin.", Minimum: 0);

    /// <summary>Null when nothing is left of it after its problems were told.</summary>
    public GridAxis? Bind(Declaration declaration) => declaration.Kind switch
    {
        DeclarationKind.Values => BindValues(declaration, ((StudyNode.Sequence)declaration.Node).Items),
        DeclarationKind.Range => BindRange(declaration, (StudyNode.Mapping)declaration.Node),
        DeclarationKind.Seeds => BindSeeds(declaration),
        _ => throw new ArgumentOutOfRangeException(nameof(declaration), declaration.Kind, "No axis."),
    };

    private GridAxis? BindValues(Declaration declaration, ImmutableArray<StudyNode> items)
    {
        // Nothing is checked of a hyperparameter that is not known: it would be told once for each value.
        var known = items.Any(item => item is not StudyNode.Mapping) ? describe(declaration.Name, declaration.Place) : null;
        var points = new Dictionary<ParameterSet, StudyPlace>();
        var ordered = ImmutableArray.CreateBuilder<ParameterSet>();
        foreach (var item in items)
        {
            var point = item is StudyNode.Mapping map ? BindPoint(declaration.Name, map) : BindPoint(known, item);
            if (point is null)
            {
                continue;
            }

            if (points.TryAdd(point, item.Place))
            {
                ordered.Add(point);
            }
            else
            {
                problems.Add(item.Place, $"`{declaration.Name}` has {Show(point)} twice ({item.Place}), first at {points[point]}: keep one of them.");
            }
        }

        return ordered.Count > 0 ? new GridAxis(declaration.Name, ordered.ToImmutable()) : null;
    }

    private ParameterSet? BindPoint(ParameterDescription? known, StudyNode item) =>
        known is not null && ValueBinder.Bind(known, item, problems) is { } value ? Point(known.Name, value) : null;

    private ParameterSet? BindPoint(string prefix, StudyNode.Mapping item)
    {
        var values = new Dictionary<string, ParameterValue>();
        var leaves = DeclarationReader.Leaves(prefix, item).ToList();
        foreach (var (name, entry) in leaves)
        {
            if (describe(name, entry.Place) is { } known && ValueBinder.Bind(known, entry.Value, problems) is { } value)
            {
                values[name] = value;
            }
        }

        if (leaves.Count == 0)
        {
            problems.Add(item.Place, $"`{prefix}` has an empty map ({item.Place}): say what this value sets.");
        }

        return values.Count == leaves.Count && leaves.Count > 0 ? ParameterSet.From(values) : null;
    }

    private GridAxis? BindRange(Declaration declaration, StudyNode.Mapping map)
    {
        var known = describe(declaration.Name, declaration.Place);
        var fields = Fields.Of(map, declaration.Name, $"the range of `{declaration.Name}`", [], problems)!;
        if (known is null || known.Kind is not (ParameterKind.Integer or ParameterKind.Real))
        {
            if (known is not null)
            {
                problems.Add(map.Place, $"`{declaration.Name}` ({map.Place}) is no number and cannot have min, max and count: write {{values: [..]}}.");
            }

            return null;
        }

        var scale = fields.Text("scale") ?? "linear";
        var (low, high) = (fields.Number("min", required: true), fields.Number("max", required: true));
        var count = fields.Require("count") is null ? null : fields.Whole("count", 2, MostValues);
        if (scale is not ("linear" or "log"))
        {
            problems.AddValue("scale", scale, fields.Find("scale")!.Place, "be linear or log.");
        }
        else if (low is { } min && high is { } max && count is { } steps && CheckRange(known, map, min, max, scale))
        {
            return Spread(declaration, known, min, max, steps, scale);
        }

        return null;
    }

    private bool CheckRange(ParameterDescription known, StudyNode.Mapping map, double min, double max, string scale)
    {
        var before = problems.Count;
        var (low, high) = (map.Find("min")!, map.Find("max")!);
        if (min >= max)
        {
            problems.AddValue("min", low.Shown, low.Place, $"be less than max, which is {high.Shown}.");
        }
        else if (scale == "log" && min <= 0)
        {
            problems.AddValue("min", low.Shown, low.Place, "be greater than 0 on a log scale: raise it, or take scale: linear.");
        }

        // The ends must be values of the hyperparameter themselves.
        _ = ValueBinder.Bind(known, low, problems);
        _ = ValueBinder.Bind(known, high, problems);
        return problems.Count == before;
    }

    private GridAxis? Spread(Declaration declaration, ParameterDescription known, double min, double max, int count, string scale)
    {
        var points = Enumerable.Range(0, count)
            .Select(i => Step(i, count, min, max, scale))
            .Select(value => Point(known.Name, known.Kind == ParameterKind.Integer
            ? new ParameterValue.Integer((long)Math.Round(value, MidpointRounding.AwayFromZero))
            : new ParameterValue.Real(value))).ToImmutableArray();
        if (points.Distinct().Count() == points.Length)
        {
            return new GridAxis(declaration.Name, points);
        }

        var place = declaration.Node.Place;
        problems.Add(
            place,
            $"`{declaration.Name}` ({place}) has {count} values from {Text(min)} to {Text(max)}, of which some are equal once rounded: lower `count`.");
        return null;
    }

    /// <summary>
    /// Between the ends, values are rounded to 12 digits: enough to tell any two apart, and the same on every machine whatever the last bit
    /// of its logarithm.
    /// </summary>
    private static double Step(int i, int count, double min, double max, string scale)
    {
        if (i == 0 || i == count - 1)
        {
            return i == 0 ? min : max;
        }

        var share = i / (double)(count - 1);
        var value = scale == "log" ? Math.Exp(Math.Log(min) + (share * (Math.Log(max) - Math.Log(min)))) : min + (share * (max - min));
        return double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + 0.0;
    }

    private GridAxis? BindSeeds(Declaration declaration)
    {
        switch (declaration.Node)
        {
            case StudyNode.Sequence { Items: { IsEmpty: false } items }:
                return BindPoints(items);
            case StudyNode.Scalar scalar when Numbers.IsWhole(scalar) && Numbers.ToWhole(scalar) is >= 1 and <= MostValues:
                return new GridAxis(
                    "seed", [.. Enumerable.Range(0, (int)Numbers.ToWhole(scalar)!.Value).Select(seed => Point("seed", new ParameterValue.Integer(seed)))]);
            case var other:
                problems.AddValue("seeds", other.Shown, other.Place, $"be a list of seeds, such as [0, 1, 2], or how many, from 1 to {MostValues}.");
                return null;
        }
    }

    private GridAxis? BindPoints(ImmutableArray<StudyNode> items)
    {
        var axis = new AxisBinder((_, _) => Seed, problems)
            .BindValues(new Declaration("seed", "seed", items[0].Place, items[0], DeclarationKind.Values, ["seed"]), items);
        return axis?.Points.Length == items.Length ? axis : null;
    }

    private static ParameterSet Point(string name, ParameterValue value) => ParameterSet.From([new(name, value)]);

    private static string Show(ParameterSet point) => point.Count == 1 ? point.First().Value.ToString() : $"{{{point}}}";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
