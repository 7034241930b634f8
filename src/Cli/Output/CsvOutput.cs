using System.Globalization;
using CsvHelper;

namespace Sweep.Cli.Output;

/// <summary>RFC 4180 with a header line, lines ended by a line feed.</summary>
public static class CsvOutput
{
    /// <param name="header">Null where it was written already.</param>
    public static void Write(TextWriter writer, IEnumerable<string>? header, IEnumerable<IEnumerable<string>> rows)
    {
        using var csv = new CsvWriter(writer, new CsvHelper.Configuration.CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
        if (header is not null)
        {
            WriteRow(csv, header);
        }

        foreach (var row in rows)
        {
            WriteRow(csv, row);
        }
    }

    private static void WriteRow(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        csv.NextRecord();
    }
}
