using System.Text.Json;
using Sweep.Coordinator.Results;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Documents;

/// <summary>What a verification found, and on which kinds of node the results were computed.</summary>
public static class VerificationJson
{
    public static void Write(Utf8JsonWriter json, SweepId sweep, Verification verification, IReadOnlyList<string> kinds)
    {
        json.WriteStartObject();
        json.WriteString("id", sweep.Value);
        json.WriteBoolean("complete", verification.IsComplete);
        json.WriteNumber("completed", verification.Completed);
        json.WriteString("digest", verification.Digest);
        json.WriteTexts("kinds", kinds);
        json.WriteStartArray("violations");
        foreach (var found in verification.Violations)
        {
            json.WriteStartObject();
            json.WriteNumber("run", found.Run);
            json.WriteString("violation", Word(found.Kind));
            json.WriteString("message", found.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static (Verification Verification, IReadOnlyList<string> Kinds) Read(JsonElement element)
    {
        var violations = element.GetProperty("violations").EnumerateArray().Select(found => new Violation(
            DocumentWords.Read<ViolationKind>(found.Text("violation"), Word), found.Int("run"), found.Text("message")));
        return (new Verification(element.Text("digest"), element.Int("completed"), [.. violations]), element.Texts("kinds"));
    }

    /// <summary><c>not-completed</c>, <c>wrong-key</c>.</summary>
    public static string Word(ViolationKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
