using System.Globalization;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>Checkpoints as they lie in a root.</summary>
internal static class CheckpointFiles
{
    /// <summary>Of all runs; none where there is no such folder.</summary>
    public static IEnumerable<int> Epochs(string root) => !Directory.Exists(root) ? [] : Directory
        .GetFiles(root, "epoch-*.json", SearchOption.AllDirectories)
        .Select(file => int.Parse(Path.GetFileNameWithoutExtension(file)["epoch-".Length..], CultureInfo.InvariantCulture));
}
