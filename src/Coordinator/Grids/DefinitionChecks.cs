using Sweep.Messages.Parameters;

namespace Sweep.Coordinator.Grids;

/// <summary>
/// What must hold of a definition for each of its cells to be a run. Definitions that are made of studies have it; those that somebody sends
/// may not.
/// </summary>
internal static class DefinitionChecks
{
    /// <exception cref="FormatException">It does not hold.</exception>
    public static void Check(GridDefinition definition)
    {
        RequireAtLeast(1, definition.Checkpoint.EveryEpochs, "checkpoint.every_epochs");
        RequireAtLeast(1, definition.Checkpoint.Keep, "checkpoint.keep");
        RequireAtLeast(0, definition.Retries, "retries");
        RequireAtLeast(1, definition.Resources.Slots, "slots");
        RequireAtLeast(1, definition.Resources.MemoryBytes, "memory_bytes");
        RequireAtLeast(1, definition.Sample, "sample");
        foreach (var block in definition.Blocks)
        {
            Require(definition, block, "model", "a text", value => value is ParameterValue.Text);
            Require(definition, block, "dataset", "a text", value => value is ParameterValue.Text);
            Require(
                definition, block, "epochs", "a whole number from 1 on", value => value is ParameterValue.Integer { Value: >= 1 and <= int.MaxValue });
            Require(definition, block, "seed", "a whole number", value => value is ParameterValue.Integer);
        }
    }

    private static void RequireAtLeast(long least, long? value, string name)
    {
        if (value < least)
        {
            throw new FormatException($"`{name}` of a grid definition is {value}, but must be at least {least}.");
        }
    }

    private static void Require(GridDefinition definition, GridBlock block, string name, string wanted, Func<ParameterValue, bool> isValid)
    {
        var defaults = Defaults(definition, block);
        var isEverywhere = block.Fixed.Contains(name)
            || block.Axes.Any(axis => axis.Points.All(point => point.Contains(name)))
            || (name != "model" && defaults.Count > 0 && defaults.TrueForAll(known => known.Contains(name)));
        if (!isEverywhere)
        {
            throw new FormatException($"Some cells of grid `{block.Name}` have no `{name}`, which must be {wanted}.");
        }

        var wrong = Said(block).Concat(defaults).Select(set => set.Find(name)).FirstOrDefault(value => value is not null && !isValid(value));
        if (wrong is not null)
        {
            throw new FormatException($"`{name}` is {wrong} in grid `{block.Name}`, but must be {wanted}.");
        }
    }

    private static IEnumerable<ParameterSet> Said(GridBlock block) => block.Axes.SelectMany(axis => axis.Points).Append(block.Fixed);

    private static List<ParameterSet> Defaults(GridDefinition definition, GridBlock block)
    {
        var models = Said(block).Select(set => set.Find("model")?.ToString()).ToHashSet();
        return [.. definition.Models.Where(model => models.Contains(model.Name)).Select(model => model.Defaults)];
    }
}
