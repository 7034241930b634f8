using System.Collections.Immutable;
using Sweep.Messages.Catalogue;

namespace Sweep.Models.DataSets;

/// <summary>Where data sets are looked for, and how patient a download is.</summary>
/// <param name="Folder">Holds a folder per named data set (<c>mnist/train-images-idx3-ubyte.gz</c>); null when the user gave none.</param>
/// <param name="Cache">Laid out the same way; downloads are kept here.</param>
public sealed record DataSetOptions(string? Folder, string Cache)
{
    /// <summary>The variable that names <see cref="Folder"/> where the command line does not.</summary>
    public const string FolderVariable = "SWEEP_DATASETS";

    /// <summary>The variable that names <see cref="Mirrors"/>.</summary>
    public const string MirrorsVariable = "SWEEP_MIRRORS";

    /// <summary>Holds a folder per digest, of data sets that came from other machines; null where none come. Looked into after <see cref="Folder"/>.</summary>
    public string? Kept { get; init; }

    /// <summary>
    /// Asked in this order instead of the public mirrors; each holds a folder per named data set. Default: none, which means the public
    /// ones.
    /// </summary>
    public ImmutableArray<Uri> Mirrors { get; init; } = [];

    /// <summary>How long a mirror may take to accept a connection. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a mirror may send nothing before it is given up. Default: 20 s.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often one mirror is asked for one file when its failures look passing (a lost connection, 503). Default: 3.</summary>
    public int AttemptsPerMirror { get; init; } = 3;

    /// <summary>The wait before the second attempt; doubles with each further one: 1, 2, 4 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Hears of downloads, from a thread of the pool.</summary>
    public Action<DownloadProgress>? Progress { get; init; }

    /// <param name="folder">From the command line; null leaves it to the environment.</param>
    /// <param name="variable">Reads one environment variable.</param>
    /// <exception cref="DataSetException">A mirror is no address.</exception>
    public static DataSetOptions From(string? folder, Func<string, string?> variable)
    {
        var cacheHome = NonEmpty(variable("XDG_CACHE_HOME"))
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return new DataSetOptions(NonEmpty(folder) ?? NonEmpty(variable(FolderVariable)), Path.Combine(cacheHome, "sweep"))
        {
            Mirrors = [.. (variable(MirrorsVariable) ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Mirror)],
        };
    }

    private static Uri Mirror(string text) => Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
        ? address
        : throw new DataSetException($"`{MirrorsVariable}` holds {text}, but must hold http or https addresses, parted by commas.");

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
