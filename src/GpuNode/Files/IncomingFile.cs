using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Sweep.GpuNode.Checkpoints;
using Sweep.Messages.Protocol;

namespace Sweep.GpuNode.Files;

/// <summary>A file that arrives piece by piece. It has its name only when it is what was announced, and durable; else nothing of it stays.</summary>
internal sealed class IncomingFile : IDisposable
{
    private readonly FileEntry announced;
    private readonly string path;
    private readonly string temporary;
    private readonly SafeFileHandle file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public IncomingFile(FileEntry announced, string path)
    {
        (this.announced, this.path, temporary) = (announced, path, $"{path}.{Guid.NewGuid():N}{DurableFile.TemporarySuffix}");
        DurableFile.CreateFolder(Path.GetDirectoryName(path)!);
        file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Bytes that have arrived.</summary>
    public long Length { get; private set; }

    /// <exception cref="InvalidDataException">It is empty, or longer than what is missing.</exception>
    public void Append(ReadOnlySpan<byte> piece)
    {
        if (piece.IsEmpty || piece.Length > announced.Bytes - Length)
        {
            throw new InvalidDataException($"{announced.Name} has {announced.Bytes:N0} bytes, but {piece.Length:N0} came after {Length:N0}");
        }

        RandomAccess.Write(file, piece, Length);
        hash.AppendData(piece);
        Length += piece.Length;
    }

    /// <exception cref="InvalidDataException">It is not what was announced.</exception>
    public void Complete()
    {
        if (Length != announced.Bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != announced.Sha256)
        {
            throw new InvalidDataException($"{announced.Name} did not arrive as it was announced: its length or its checksum does not fit");
        }

        RandomAccess.FlushToDisk(file);
        file.Dispose();
        File.Move(temporary, path, overwrite: true);
        DurableFile.FlushFolder(Path.GetDirectoryName(path)!);
    }

    public void Dispose()
    {
        file.Dispose();
        hash.Dispose();
        DurableFile.DeleteQuietly(temporary);
    }
}
