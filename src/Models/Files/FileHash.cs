using System.Security.Cryptography;

namespace Sweep.Models.Files;

/// <summary>The checksum of a file that others may be writing anew or removing.</summary>
public static class FileHash
{
    /// <returns>SHA-256, lower-case hexadecimal.</returns>
    public static async Task<string> OfAsync(string path, CancellationToken stop)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, stop).ConfigureAwait(false));
    }
}
