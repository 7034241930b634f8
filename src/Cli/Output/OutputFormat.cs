namespace Sweep.Cli.Output;

/// <summary>For whom an answer is written.</summary>
public enum OutputFormat
{
    /// <summary>People.</summary>
    Table,

    /// <summary>Programs; one document on standard output.</summary>
    Json,

    /// <summary>Spreadsheets; RFC 4180 with a header line.</summary>
    Csv,
}
