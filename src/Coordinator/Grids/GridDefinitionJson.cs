using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Grids;

/// <summary>
/// Grid definitions as JSON, as they stand in the journal. Equal definitions have equal bytes. Fields are only ever added, each with a
/// meaning for its absence, so that every definition ever stored can be read.
/// </summary>
public static class GridDefinitionJson
{
    private const int Format = 1;

    public static string Write(GridDefinition grid)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, grid);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter writer, GridDefinition grid)
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        writer.WriteString("study", grid.Study);
        writer.WriteStartObject("objective");
        writer.WriteString("metric", grid.Objective.Metric);
        writer.WriteString("goal", grid.Objective.Goal == Goal.Maximize ? "maximize" : "minimize");
        writer.WriteEndObject();
        writer.WriteStartObject("checkpoint");
        writer.WriteNumber("every_epochs", grid.Checkpoint.EveryEpochs);
        writer.WriteNumber("keep", grid.Checkpoint.Keep);
        if (grid.Checkpoint.Apart > TimeSpan.Zero)
        {
            writer.WriteNumber("seconds_apart", grid.Checkpoint.Apart.TotalSeconds);
        }

        writer.WriteEndObject();
        writer.WriteNumber("retries", grid.Retries);
        WriteOptional(writer, "slots", grid.Resources.Slots);
        WriteOptional(writer, "memory_bytes", grid.Resources.MemoryBytes);
        WriteOptional(writer, "sample", grid.Sample);
        writer.WriteString("trainer", grid.TrainerVersion);
        WriteArray(writer, "models", grid.Models, WriteModel);
        WriteArray(writer, "data_sets", grid.DataSets, WriteDataSet);
        WriteArray(writer, "blocks", grid.Blocks, WriteBlock);
        writer.WriteEndObject();
    }

    /// <exception cref="FormatException">The text is no grid definition, one that no runs can be made of, or one of a later version.</exception>
    public static GridDefinition Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new FormatException($"A grid definition is no valid JSON: {error.Message}", error);
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    public static GridDefinition Read(JsonElement element)
    {
        try
        {
            var format = Whole(element, "format");
            var definition = format == Format
                ? ReadFields(element)
                : throw new FormatException(
                    $"A grid definition has format {format}, but this version reads up to {Format}: use the version that wrote it, or a later one.");
            DefinitionChecks.Check(definition);
            return definition;
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new FormatException($"A grid definition is damaged: {error.Message}", error);
        }
    }

    private static GridDefinition ReadFields(JsonElement element)
    {
        var objective = element.GetProperty("objective");
        var checkpoint = element.GetProperty("checkpoint");
        return new GridDefinition(
            Text(element, "study"),
            new Objective(Text(objective, "metric"), ReadGoal(Text(objective, "goal"))),
            ReadArray(element, "blocks", ReadBlock),
            ReadArray(
                element, "models", model => new ModelStamp(Text(model, "name"), Text(model, "version"), ParameterJson.Read(model.GetProperty("defaults")))),
            ReadArray(element, "data_sets", dataSet => new DataSetStamp(Text(dataSet, "name"), Text(dataSet, "digest"))),
            new CheckpointPolicy(
                Whole(checkpoint, "every_epochs"),
                Whole(checkpoint, "keep"),
                TimeSpan.FromSeconds(checkpoint.TryGetProperty("seconds_apart", out var apart) ? apart.GetDouble() : 0)),
            Whole(element, "retries"),
            new SweepResources(
                element.TryGetProperty("slots", out _) ? Whole(element, "slots") : null,
                element.TryGetProperty("memory_bytes", out _) ? LongWhole(element, "memory_bytes") : null),
            element.TryGetProperty("trainer", out _) ? Text(element, "trainer") : "",
            element.TryGetProperty("sample", out _) ? Whole(element, "sample") : null);
    }

    private static Goal ReadGoal(string goal) => goal switch
    {
        "maximize" => Goal.Maximize,
        "minimize" => Goal.Minimize,
        _ => throw new FormatException($"A grid definition has goal `{goal}`, but it must be minimize or maximize."),
    };

    private static GridBlock ReadBlock(JsonElement block) => new(
        Text(block, "name"),
        ParameterJson.Read(block.GetProperty("fixed")),
        ReadArray(block, "axes", axis => new GridAxis(Text(axis, "name"), ReadArray(axis, "points", ParameterJson.Read))),
        block.TryGetProperty("exclude", out _) ? ReadArray(block, "exclude", ReadExclusion) : [],
        block.TryGetProperty("costs", out var costs) ? ReadCosts(costs) : null);

    private static GridCosts ReadCosts(JsonElement costs) =>
        new(ReadArray(costs, "axes", axis => axis.GetInt32()), ReadArray(costs, "flops", flops => flops.GetDouble()));

    private static GridExclusion ReadExclusion(JsonElement exclusion) => new(ParameterJson.Read(exclusion).ToImmutableSortedDictionary(
        condition => condition.Key,
        condition => condition.Value is ParameterValue.List values
            ? values.Items
            : throw new FormatException($"An exclusion of a grid definition has {condition.Value} for `{condition.Key}`, but must have a list of values."),
        StringComparer.Ordinal));

    private static void WriteModel(Utf8JsonWriter writer, ModelStamp model)
    {
        writer.WriteString("name", model.Name);
        writer.WriteString("version", model.Version);
        writer.WritePropertyName("defaults");
        ParameterJson.Write(writer, model.Defaults);
    }

    private static void WriteDataSet(Utf8JsonWriter writer, DataSetStamp dataSet)
    {
        writer.WriteString("name", dataSet.Name);
        writer.WriteString("digest", dataSet.Digest);
    }

    private static void WriteBlock(Utf8JsonWriter writer, GridBlock block)
    {
        writer.WriteString("name", block.Name);
        writer.WritePropertyName("fixed");
        ParameterJson.Write(writer, block.Fixed);
        WriteArray(writer, "axes", block.Axes, WriteAxis);
        WriteArray(writer, "exclude", block.Exclude, WriteExclusion);
        if (block.Costs is { } costs)
        {
            WriteCosts(writer, costs);
        }
    }

    private static void WriteCosts(Utf8JsonWriter writer, GridCosts costs)
    {
        writer.WriteStartObject("costs");
        writer.WriteStartArray("axes");
        foreach (var axis in costs.Axes)
        {
            writer.WriteNumberValue(axis);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("flops");
        foreach (var flops in costs.Flops)
        {
            writer.WriteNumberValue(flops);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteAxis(Utf8JsonWriter writer, GridAxis axis)
    {
        writer.WriteString("name", axis.Name);
        writer.WriteStartArray("points");
        foreach (var point in axis.Points)
        {
            ParameterJson.Write(writer, point);
        }

        writer.WriteEndArray();
    }

    private static void WriteExclusion(Utf8JsonWriter writer, GridExclusion exclusion)
    {
        foreach (var (name, values) in exclusion.Conditions)
        {
            writer.WritePropertyName(name);
            ParameterJson.Write(writer, new ParameterValue.List(values));
        }
    }

    private static void WriteArray<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static int Whole(JsonElement element, string name) => LongWhole(element, name) is >= int.MinValue and <= int.MaxValue and var number
        ? (int)number
        : throw new FormatException($"`{name}` of a grid definition is {element.GetProperty(name)}, but must be at most {int.MaxValue}.");

    private static long LongWhole(JsonElement element, string name) => element.GetProperty(name).TryGetInt64(out var number)
        ? number
        : throw new FormatException($"`{name}` of a grid definition is {element.GetProperty(name)}, but must be a whole number.");

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"`{name}` of a grid definition is null.");

    private static ImmutableArray<T> ReadArray<T>(JsonElement element, string name, Func<JsonElement, T> read) =>
        [.. element.GetProperty(name).EnumerateArray().Select(read)];
}
