using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sweep.Reports.Checks;

namespace Sweep.Reports;

/// <summary>
/// The checks for programs: <c>{"study","source","runs","checks":[{"name","published","measured","difference","holds"}]}</c>. Of a claim, published
/// is the number of comparisons that it stands for, and measured how many of them hold. What was not measured is null.
/// </summary>
public static class SummaryJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ReportInput input)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("study", input.Plan.Name);
            json.WriteString("source", input.Plan.Source);
            json.WriteNumber("runs", input.Counts.Total);
            json.WriteStartArray("checks");
            foreach (var check in SweepChecks.Of(input).Results)
            {
                Write(json, check);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, CheckResult check)
    {
        json.WriteStartObject();
        json.WriteString("name", check.Name);
        WriteNumber(json, "published", check.Published);
        WriteNumber(json, "measured", check.Measured);
        WriteNumber(json, "difference", check.Difference);
        if (check.Holds is { } holds)
        {
            json.WriteBoolean("holds", holds);
        }
        else
        {
            json.WriteNull("holds");
        }

        json.WriteEndObject();
    }

    // Rounded to what a reader of the file may rely on: the last bits differ between kinds of nodes.
    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, Math.Round(number, 6));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
