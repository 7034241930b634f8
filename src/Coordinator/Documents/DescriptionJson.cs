using System.Text.Json;
using Sweep.Coordinator.Results;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Documents;

/// <summary>What a sweep is about.</summary>
public static class DescriptionJson
{
    public static void Write(Utf8JsonWriter json, SweepDescription description)
    {
        json.WriteStartObject();
        json.WriteString("id", description.Id.Value);
        json.WriteStartObject("objective");
        json.WriteString("metric", description.Objective.Metric);
        json.WriteString("goal", Word(description.Objective.Goal));
        json.WriteEndObject();
        json.WriteTexts("varying", description.Varying);
        json.WriteTexts("kinds", description.Kinds);
        json.WriteString("created", description.Created);
        json.WriteTextOrNull("pause_reason", description.PauseReason);
        json.WriteString("study", description.StudyText);
        json.WriteEndObject();
    }

    public static SweepDescription Read(JsonElement element)
    {
        var objective = element.GetProperty("objective");
        return new SweepDescription(
            new SweepId(element.Text("id")),
            new Objective(objective.Text("metric"), DocumentWords.Read<Goal>(objective.Text("goal"), Word)),
            element.Texts("varying"),
            element.Texts("kinds"),
            element.GetProperty("created").GetDateTimeOffset(),
            element.TextOrNull("pause_reason"),
            element.Text("study"));
    }

    private static string Word(Goal goal) => goal.ToString().ToLowerInvariant();
}
