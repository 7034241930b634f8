using System.CommandLine;
using Sweep.Messages.Catalogue;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Studies;

/// <summary><c>--models</c> and <c>--datasets</c>: what can be trained, and on what.</summary>
public sealed class LibraryOptions
{
    private readonly Option<string[]> models = new("--models")
    {
        Description = "Assembly with models of your own.",
        HelpName = "FILE.dll",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> dataSets = DataSetsFolder(
        $"Folder of data sets (default: ${DataSetOptions.FolderVariable}, else the user's cache, else downloaded).");

    /// <summary><c>--datasets</c>, also for those who train nothing.</summary>
    public static Option<string?> DataSetsFolder(string description) => new("--datasets") { Description = description, HelpName = "DIR" };

    public void AddTo(Command command)
    {
        command.Add(models);
        command.Add(dataSets);
    }

    /// <summary>Where data sets are looked for.</summary>
    public DataSetOptions Places(ParseResult parsed) => DataSetOptions.From(parsed.GetValue(dataSets), Environment.GetEnvironmentVariable);

    /// <param name="progress">Hears of downloads.</param>
    /// <param name="kept">Where data sets lie that came from other machines; null where none come.</param>
    /// <exception cref="CommandFailed">The environment names no mirrors.</exception>
    public DataSetLibrary DataSets(ParseResult parsed, Action<DownloadProgress>? progress = null, string? kept = null) =>
        DataSetsAt(parsed.GetValue(dataSets), progress, kept);

    /// <param name="folder">What <c>--datasets</c> says.</param>
    /// <inheritdoc cref="DataSets"/>
    public static DataSetLibrary DataSetsAt(string? folder, Action<DownloadProgress>? progress = null, string? kept = null)
    {
        try
        {
            return new(DataSetOptions.From(folder, Environment.GetEnvironmentVariable) with { Progress = progress, Kept = kept });
        }
        catch (DataSetException wrong)
        {
            throw CommandFailed.BadUsage(wrong.Message);
        }
    }

    /// <summary>The same options for a process that this one starts.</summary>
    public IEnumerable<string> ToArguments(ParseResult parsed) =>
    [
        .. (parsed.GetValue(models) ?? []).SelectMany(file => new[] { "--models", Path.GetFullPath(file) }),
        .. parsed.GetValue(dataSets) is { } folder ? new[] { "--datasets", Path.GetFullPath(folder) } : [],
    ];

    /// <exception cref="CommandFailed">An assembly cannot be used.</exception>
    public ModelCatalogue Models(ParseResult parsed)
    {
        try
        {
            return (parsed.GetValue(models) ?? []).Aggregate(ModelCatalogue.BuiltIn, (catalogue, file) => catalogue.With(file));
        }
        catch (ModelCatalogueException unusable)
        {
            throw CommandFailed.BadUsage(unusable.Message);
        }
    }
}
