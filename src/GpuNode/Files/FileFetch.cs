using System.Collections.Immutable;
using Sweep.Messages.Protocol;
using Sweep.Models.Files;

namespace Sweep.GpuNode.Files;

/// <summary>Brings files of another machine into this one's root: piece by piece, each asked for when the one before is written.</summary>
/// <param name="ask">Whoever has them, or passes the questions on.</param>
internal sealed class FileFetch(AskAgain ask, StorageFolders folders)
{
    /// <summary>Longer than any file of a run; what is announced as longer is not fetched.</summary>
    public const long MostBytes = 64L << 30;

    /// <summary>Fetches those that are not here as they were announced, in that order.</summary>
    /// <param name="holder">The node that has them; null for whoever is asked.</param>
    /// <returns>The bytes that travelled.</returns>
    /// <exception cref="FileFetchException">One cannot be had, or cannot be kept.</exception>
    /// <exception cref="InvalidDataException">One is not what was announced.</exception>
    public async Task<long> FetchAsync(ImmutableArray<FileEntry> files, string? holder, CancellationToken stop)
    {
        var bytes = 0L;
        foreach (var file in files)
        {
            var path = Require(file).PathIn(folders);
            try
            {
                if (!await IsHereAsync(file, path, stop))
                {
                    await FetchAsync(file, path, holder, stop);
                    bytes += file.Bytes;
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new FileFetchException(FetchFailure.Unwritable, $"{path} cannot be kept: {error.Message}", error);
            }
        }

        return bytes;
    }

    /// <exception cref="FileFetchException">It is no name or no size that a file of a run can have.</exception>
    public static StoredFile Require(FileEntry file) => StoredFile.TryParse(file.Name) is { } known && file.Bytes is >= 0 and <= MostBytes
        ? known
        : throw Refused($"`{Shortened(file.Name)}` of {file.Bytes:N0} bytes is no file that travels between machines.");

    internal static string Shortened(string text) => text.Length > 100 ? text[..100] : text;

    private static async Task<bool> IsHereAsync(FileEntry file, string path, CancellationToken stop) =>
        new FileInfo(path) is { Exists: true } here && here.Length == file.Bytes && await FileHash.OfAsync(path, stop) == file.Sha256;

    private async Task FetchAsync(FileEntry file, string path, string? holder, CancellationToken stop)
    {
        using var incoming = new IncomingFile(path, file.Bytes, file.Sha256);
        while (incoming.Length < file.Bytes)
        {
            var question = new ReadPiece(file.Name, incoming.Length, holder);
            incoming.Append(Take(await ask.AskAsync<object>(question, file.Name, stop), question));
        }

        incoming.Complete();
    }

    private static byte[] Take(object answer, ReadPiece question) => answer switch
    {
        FilePiece piece when piece.File == question.File && piece.Offset == question.Offset && piece.Bytes.Length <= FilePiece.MostBytes => piece.Bytes,
        PieceRefused refused => throw Refused($"{question.File} cannot be had: {Shortened(refused.Reason)}"),
        _ => throw Refused($"{question.File} was asked for, but something else was answered."),
    };

    private static FileFetchException Refused(string message) => new(FetchFailure.Refused, message);
}
