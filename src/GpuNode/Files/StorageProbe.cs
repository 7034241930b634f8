using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Sweep.Models.Files;

namespace Sweep.GpuNode.Files;

/// <summary>
/// An empty file that a node leaves for a moment to learn whether the coordinator sees it. It has a new name each time, so that no copy of a root
/// is taken for the root itself; and the first digits of it are the node's.
/// </summary>
internal static partial class StorageProbe
{
    private const int NodeDigits = 8;

    /// <summary>Leaves one.</summary>
    /// <returns>Its name; null when nothing can be written there.</returns>
    public static string? Leave(string folder, string node)
    {
        var name = $"{PrefixOf(node)}{$"{Guid.NewGuid():N}"[NodeDigits..]}";
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

    /// <summary>Removes those of processes of the node that were killed.</summary>
    public static void RemoveAll(string folder, string node)
    {
        try
        {
            Directory.GetFiles(folder, $"{PrefixOf(node)}*").ToList().ForEach(DurableFile.DeleteQuietly);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Then none can be left there either, which is told.
        }
    }

    public static void Remove(string folder, string name) => DurableFile.DeleteQuietly(Path.Combine(folder, name));

    private static string PrefixOf(string node) => $"probe-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(node)))[..NodeDigits]}";

    [GeneratedRegex(@"\Aprobe-[0-9a-f]{32}\z")]
    private static partial Regex Name();
}
