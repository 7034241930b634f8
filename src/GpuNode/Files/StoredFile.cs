using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Sweep.GpuNode.Artifacts;
using Sweep.GpuNode.Checkpoints;

namespace Sweep.GpuNode.Files;

/// <summary>
/// The name of a file that machines may ask each other for: its path in a root. There are no other names than those that Sweep itself gives, so
/// nobody reaches what lies elsewhere, whatever he asks for.
/// </summary>
public sealed partial record StoredFile
{
    private readonly ImmutableArray<string> parts;

    private StoredFile(string name, StoredFileKind kind, int epoch)
    {
        (Name, Kind, Epoch, parts) = (name, kind, epoch, [.. name.Split('/')]);
    }

    public string Name { get; }

    public StoredFileKind Kind { get; }

    /// <summary>Of a checkpoint; 0 for other files.</summary>
    public int Epoch { get; }

    /// <summary>The part of the name that the files of one run, or of one data set, share.</summary>
    public string Folder => Name[..Name.LastIndexOf('/')];

    /// <summary>The last part of the name.</summary>
    public string FileName => parts[^1];

    /// <summary>Null when no file of Sweep's has that name.</summary>
    public static StoredFile? TryParse(string name)
    {
        var match = Pattern().Match(name);
        var file = match.Groups["file"].Value;
        return !match.Success ? null
            : match.Groups["set"].Success ? new StoredFile(name, StoredFileKind.DataSet, 0)
            : match.Groups["artifact"].Success && file == ArtifactStore.FileName ? new StoredFile(name, StoredFileKind.Artifact, 0)
            : !match.Groups["artifact"].Success && CheckpointFile.Parse(file) is { Part: not CheckpointPart.Temporary, Epoch: var epoch }
                ? new StoredFile(name, StoredFileKind.Checkpoint, epoch)
            : null;
    }

    /// <summary>The name of a file in one of the folders; null when it is none that may be asked for.</summary>
    /// <param name="area">The first part of the name.</param>
    /// <param name="path">Relative to that folder.</param>
    public static StoredFile? In(string area, string path) => TryParse($"{area}/{path.Replace(Path.DirectorySeparatorChar, '/')}");

    /// <summary>Where the file lies on this machine; a data set that the user brought lies elsewhere.</summary>
    public string PathIn(StorageFolders folders) => Path.Combine([
        Kind switch
        {
            StoredFileKind.Checkpoint => folders.Checkpoints,
            StoredFileKind.Artifact => folders.Artifacts,
            StoredFileKind.DataSet => folders.DataSets,
            _ => throw new InvalidOperationException($"Nobody knows where a file of the kind {Kind} lies."),
        },
        .. parts[1..],
    ]);

    public override string ToString() => Name;

    // A key has 64 digits and lies below its first two; a sweep's id is a study's name and a number.
    [GeneratedRegex(
        @"\A(?:"
        + @"(?:checkpoints/(?:fresh/[a-z0-9-]{1,80}/)?|(?<artifact>artifacts/))(?<two>[0-9a-f]{2})/\k<two>[0-9a-f]{62}/(?<file>[a-z0-9.-]+)"
        + @"|(?<set>datasets)/[0-9a-f]{64}/(?:train|t10k)-(?:images[-.]idx3|labels[-.]idx1)-ubyte(?:\.gz)?"
        + @")\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

public enum StoredFileKind
{
    Checkpoint,
    Artifact,
    DataSet,
}
