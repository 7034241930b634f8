using System.Globalization;
using System.Text.RegularExpressions;

namespace Sweep.GpuNode.Checkpoints;

/// <summary>A file in a run's folder of checkpoints, known by its name alone.</summary>
internal sealed partial record CheckpointFile(string Path, int Epoch, CheckpointPart Part)
{
    public static string JsonName(int epoch) => FormattableString.Invariant($"epoch-{epoch:D4}.json");

    public static string TensorsName(int epoch, string sha256) => FormattableString.Invariant($"epoch-{epoch:D4}-{sha256[..8]}.safetensors");

    /// <summary>All files of checkpoints in a folder; what has other names is none of ours.</summary>
    public static IReadOnlyList<CheckpointFile> In(string folder) =>
        [.. Directory.EnumerateFiles(folder).Select(Parse).OfType<CheckpointFile>()];

    /// <summary>Null when no file of a checkpoint has that name.</summary>
    public static CheckpointFile? Parse(string path)
    {
        var match = Pattern().Match(System.IO.Path.GetFileName(path));
        if (!match.Success)
        {
            return null;
        }

        var part = match.Groups["part"].Success ? CheckpointPart.Temporary : match.Groups["json"].Success ? CheckpointPart.Json : CheckpointPart.Tensors;
        return new CheckpointFile(path, int.Parse(match.Groups["epoch"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), part);
    }

    [GeneratedRegex(@"\Aepoch-(?<epoch>[0-9]{4,9})((?<json>\.json)|-[0-9a-f]{8}\.safetensors)(?<part>\.[0-9a-f]{32}\.part)?\z")]
    private static partial Regex Pattern();
}

/// <summary>In the order in which the files of one checkpoint are removed.</summary>
internal enum CheckpointPart
{
    Json,
    Tensors,
    Temporary,
}
