using System.Text.RegularExpressions;

namespace Sweep.GpuNode.Files;

/// <summary>
/// An empty file that a node leaves for a moment to learn whether the coordinator sees it. It has a new name each time, so that no copy of a root
/// is taken for the root itself.
/// </summary>
internal static partial class StorageProbe
{
    /// <summary>Leaves one.</summary>
    /// <returns>Its name; null when nothing can be written there.</returns>
    public static string? Leave(string folder)
    {
        var name = $"probe-{Guid.NewGuid():N}";
        try
        {
            File.WriteAllBytes(Path.Combine(folder, name), []);
            return name;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static bool Sees(string folder, string name) => Name().IsMatch(name) && File.Exists(Path.Combine(folder, name));

    public static void Remove(string folder, string name)
    {
        try
        {
            File.Delete(Path.Combine(folder, name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is empty, and its name says what it was.
        }
    }

    [GeneratedRegex(@"\Aprobe-[0-9a-f]{32}\z")]
    private static partial Regex Name();
}
