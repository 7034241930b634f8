using System.Collections.Immutable;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Studies.Yaml;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;
using Sweep.Messages.Studies;

namespace Sweep.Coordinator.Studies.Binding;

/// <summary>Makes a study of its tree.</summary>
internal sealed class StudyBinder(string file, Catalogue catalogue, StudyOverrides overrides, StudyProblems problems)
{
    private static readonly string[] GridKeys = ["dataset", "model", "epochs", "early_stop", "seeds", "parameters", "exclude"];

    // Where the study does not count epochs: long beside a checkpoint of a few megabytes, short beside what one minds to train again.
    private static readonly TimeSpan CheckpointsApart = TimeSpan.FromSeconds(10);

    private static readonly string[] StudyKeys =
    [
        "name", "description", "source", "dataset", "model", "objective", "parameters", "exclude", "grids", "seeds", "epochs", "early_stop",
        "checkpoint", "resources", "retries", "figures", "published", "claims",
    ];

    /// <exception cref="StudyException">It has problems.</exception>
    public Study Bind(StudyNode root, string text)
    {
        if (root is not StudyNode.Mapping map)
        {
            throw problems.Fatal(root.Place, $"{root.Place} is {root.Shown}, but a study is a map with {string.Join(", ", StudyKeys)}.");
        }

        var overrideReader = new OverrideReader(problems);
        map = overrideReader.Apply(map, overrides.Set);
        var fields = Fields.Of(map, "study", "a study", StudyKeys, problems)!;
        var name = BindName(fields.Require("name"), "name");
        var objective = BindObjective(Fields.Of(fields.Require("objective"), "objective", "an objective", ["metric", "goal"], problems));
        var checkpoint = BindCheckpoint(Fields.Of(fields.Find("checkpoint"), "checkpoint", "a checkpoint policy", ["every_epochs", "keep"], problems));
        var resources = BindResources(Fields.Of(fields.Find("resources"), "resources", "resources", ["slots", "memory"], problems));
        var retries = fields.Whole("retries", 0, 100) ?? 2;
        var report = new ReportBinder(fields, ReportNames.Of(objective?.Metric ?? "", GridNames(fields), catalogue), problems).Bind(name ?? "");
        var dataSets = new DataSetFinder(catalogue, problems);
        var blocks = new StudyBlocks(fields, map, overrideReader.Declarations, new BlockBinder(catalogue, dataSets, problems), catalogue, problems).Bind();
        CheckSample();
        problems.ThrowIfAny();

        var definition = new GridDefinition(
            name!, objective!, [.. blocks.Select(block => block.Block)], StampModels(blocks), [.. dataSets.Found], checkpoint, retries, resources,
            catalogue.TrainerVersion, overrides.Sample);
        blocks = new EncoderBinder(definition, problems).Resolve(blocks);
        problems.ThrowIfAny();
        definition = definition with { Blocks = [.. blocks.Select(block => block.Block)] };
        new CellChecks(definition, blocks, fields.Find("objective") is StudyNode.Mapping o ? o.Find("metric")!.Place : map.Place, problems).Run(map.Place);
        problems.ThrowIfAny();
        return new Study(file, text, new CostEstimates(definition, catalogue).Note(), report);
    }

    /// <summary>The part of a study that is for its report, without a look at the catalogue: the study was valid when it was submitted.</summary>
    public static ReportPlan BindReport(StudyNode root, StudyProblems problems)
    {
        if (root is not StudyNode.Mapping map)
        {
            throw problems.Fatal(root.Place, $"{root.Place} is {root.Shown}, but a study is a map.");
        }

        var fields = Fields.Of(map, "study", "a study", StudyKeys, problems)!;
        var objective = Fields.Of(fields.Find("objective"), "objective", "an objective", [], problems)?.Text("metric") ?? "";
        var report = new ReportBinder(fields, new ReportNames(objective, GridNames(fields), null, null), problems).Bind(fields.Text("name") ?? "");
        problems.ThrowIfAny();
        return report;
    }

    private static string[] GridNames(Fields fields) => fields.Find("grids") is StudyNode.Sequence list
        ? [.. list.Items.OfType<StudyNode.Mapping>().Select(grid => grid.Find("name")).OfType<StudyNode.Scalar>().Select(name => name.Text)]
        : [];

    internal static IReadOnlyList<string> KeysOfGrid => GridKeys;

    internal static string? BindName(StudyNode? node, string key, StudyProblems problems)
    {
        if (node is null)
        {
            return null;
        }

        if (node is StudyNode.Scalar { IsEmpty: false } scalar && StudyName.IsValid(scalar.Text))
        {
            return scalar.Text;
        }

        problems.AddValue(key, node.Shown, node.Place, StudyName.Rule);
        return null;
    }

    private string? BindName(StudyNode? node, string key) => BindName(node, key, problems);

    private Objective? BindObjective(Fields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var metric = fields.RequireText("metric");
        var known = catalogue.Models.SelectMany(model => model.Metrics).Distinct().ToList();
        if (metric is not null && !known.Contains(metric))
        {
            var place = fields.Find("metric")!.Place;
            problems.Add(place, $"`objective.metric` is {metric} ({place}), but no model reports it.{NearestName.Hint(metric, known)}");
        }

        switch (fields.RequireText("goal"))
        {
            case "minimize":
                return metric is null ? null : new Objective(metric, Goal.Minimize);
            case "maximize":
                return metric is null ? null : new Objective(metric, Goal.Maximize);
            case null:
                return null;
            case var other:
                problems.AddValue("objective.goal", other, fields.Find("goal")!.Place, "be minimize or maximize.");
                return null;
        }
    }

    private static CheckpointPolicy BindCheckpoint(Fields? fields)
    {
        var keep = fields?.Whole("keep", 1, 1000) ?? 2;
        return fields?.Whole("every_epochs", 1) is { } every ? new(every, keep) : new(Keep: keep, Apart: CheckpointsApart);
    }

    private SweepResources BindResources(Fields? fields) =>
        new(fields?.Whole("slots", 1, 100_000), fields is null ? null : MemorySize.Bind(fields.Find("memory"), problems));

    private void CheckSample()
    {
        if (overrides.Sample is < 1)
        {
            var place = StudyPlace.Whole($"--sample {overrides.Sample}");
            problems.Add(place, $"`{place}` asks for {overrides.Sample} cells, but must ask for at least 1.");
        }
    }

    private static ImmutableArray<ModelStamp> StampModels(IEnumerable<BoundBlock> blocks) =>
    [
        .. blocks.SelectMany(block => block.Models).DistinctBy(model => model.Name).Select(model => new ModelStamp(
            model.Name,
            model.Version,
            ParameterSet.From(model.Parameters.Where(known => known.Default is not null).Select(known => KeyValuePair.Create(known.Name, known.Default!))))),
    ];
}
