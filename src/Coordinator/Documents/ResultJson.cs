using System.Text.Json;
using Sweep.Coordinator.Results;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Documents;

/// <summary>How one run ended.</summary>
public static class ResultJson
{
    public static void Write(Utf8JsonWriter json, ResultRow result)
    {
        json.WriteStartObject();
        json.WriteNumber("run", result.Run.Index);
        json.WriteString("key", result.Key.ToString());
        json.WriteString("state", DocumentWords.Of(result.State));
        json.WritePropertyName("params");
        ParameterJson.Write(json, result.Parameters);
        if (result.Seed is { } seed)
        {
            json.WriteNumber("seed", seed);
        }
        else
        {
            json.WriteNull("seed");
        }

        json.WriteMetrics(result.Metrics);
        json.WriteNumber("epochs", result.Epochs);
        json.WriteFigure("seconds", result.Seconds);
        json.WriteNumber("attempts", result.Attempts);
        json.WriteTextOrNull("node", result.Node);
        json.WriteTextOrNull("failure", result.Failure is { } kind ? DocumentWords.Of(kind) : null);
        json.WriteTextOrNull("error", result.Error);
        json.WriteString("ended", result.Ended);
        json.WriteEndObject();
    }

    public static ResultRow Read(JsonElement element, SweepId sweep) => new(
        new RunId(sweep, element.Int("run")),
        RunKey.Parse(element.Text("key")),
        DocumentWords.Read<RunState>(element.Text("state"), DocumentWords.Of),
        ParameterJson.Read(element.GetProperty("params")),
        element.Metrics(),
        element.Int("epochs"),
        element.Figure("seconds"),
        element.Int("attempts"),
        element.GetProperty("ended").GetDateTimeOffset())
    {
        Node = element.TextOrNull("node"),
        Failure = element.TextOrNull("failure") is { } failure ? DocumentWords.Read<FailureKind>(failure, DocumentWords.Of) : null,
        Error = element.TextOrNull("error"),
    };
}
