using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Sweep.Models.Files;

/// <summary>
/// A file that arrives piece by piece. It has its name only when it is what was announced, and durable; else nothing of it stays. Several may bring
/// the same file at once.
/// </summary>
public sealed class IncomingFile : IDisposable
{
    private readonly string path;
    private readonly long bytes;
    private readonly string sha256;
    private readonly string temporary;
    private readonly SafeFileHandle file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="bytes">As announced.</param>
    /// <param name="sha256">As announced; lower-case hexadecimal.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public IncomingFile(string path, long bytes, string sha256)
    {
        (this.path, this.bytes, this.sha256, temporary) = (path, bytes, sha256, DurableFile.TemporaryName(path));
        DurableFile.CreateFolder(Path.GetDirectoryName(path)!);
        file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Bytes that have arrived.</summary>
    public long Length { get; private set; }

    private string Name => Path.GetFileName(path);

    /// <exception cref="InvalidDataException">It is empty, or longer than what is missing.</exception>
    public void Append(ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty || piece.Length > bytes - Length)
        {
            throw new InvalidDataException($"{Name} has {bytes:N0} bytes, but {piece.Length:N0} came after {Length:N0}");
        }

        RandomAccess.Write(file, piece, Length);
        hash.AppendData(piece);
        Length += piece.Length;
    }

    /// <exception cref="InvalidDataException">It is not what was announced.</exception>
    public void Complete()
    {
        var sum = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (Length != bytes || sum != sha256)
        {
            throw new InvalidDataException($"{Name} came with {Length:N0} bytes and SHA-256 {sum}, but must have {bytes:N0} and {sha256}");
        }

        RandomAccess.FlushToDisk(file);
        file.Dispose();
        DurableFile.Place(temporary, path);
        DurableFile.RemoveLeftOvers(path);
        DurableFile.FlushFolder(Path.GetDirectoryName(path)!);
    }

    public void Dispose()
    {
        file.Dispose();
        hash.Dispose();
        DurableFile.DeleteQuietly(temporary);
    }
}
