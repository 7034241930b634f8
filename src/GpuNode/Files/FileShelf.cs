using System.Collections.Concurrent;
using System.Collections.Immutable;
using Sweep.GpuNode.Artifacts;
using Sweep.GpuNode.Checkpoints;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.DataSets;
using Sweep.Models.Files;

namespace Sweep.GpuNode.Files;

/// <summary>
/// What this machine has to give to others: checkpoints, what runs left for reports, data sets. May be used from any thread; reads files, so not from an
/// actor's mailbox.
/// </summary>
public sealed class FileShelf(StorageFolders folders, DataSetLibrary dataSets)
{
    // Pieces that are read at a time; others wait.
    private const int Readers = 8;

    private const string Checkpoints = "checkpoints";
    private const string Artifacts = "artifacts";
    private const string DataSets = "datasets";

    // What is wrong with a checkpoint is said by who trains from it.
    private readonly CheckpointStore checkpoints = new(folders.Checkpoints);
    private readonly SemaphoreSlim reading = new(Readers);

    // Where data sets lie whose files may be asked for by digest.
    private readonly ConcurrentDictionary<string, DataSetPlace> places = new(StringComparer.Ordinal);

    public StorageFolders Folders { get; } = folders;

    /// <summary>The newest checkpoint that is here, tensors first, because the JSON names them; empty where there is none.</summary>
    public ImmutableArray<FileEntry> Find(FindCheckpoint wanted)
    {
        var found = wanted.Scope switch
        {
            CheckpointScope.Shared => checkpoints.FindNewest(CheckpointFolder.Of(wanted.Key), wanted.Key, wanted.After, wanted.Before),
            CheckpointScope.Own => checkpoints.FindNewest(CheckpointFolder.Of(wanted.Key, wanted.Sweep), wanted.Key, wanted.After, wanted.Before),
            CheckpointScope.Any => checkpoints.FindNewest(wanted.Key, wanted.Sweep, wanted.After, wanted.Before),
            _ => null,
        };
        return found is null ? [] : Entries(found);
    }

    /// <summary>The files of a data set that is here; empty where it is not.</summary>
    public async Task<ImmutableArray<FileEntry>> FindAsync(FindDataSet wanted)
    {
        try
        {
            if (dataSets.FindForOthers(wanted.Name, wanted.Digest) is not { } place)
            {
                return [];
            }

            var entries = ImmutableArray.CreateBuilder<FileEntry>();
            foreach (var file in place.Files)
            {
                if (StoredFile.In(DataSets, $"{wanted.Digest}/{Path.GetFileName(file)}") is not { } stored)
                {
                    return [];
                }

                entries.Add(new FileEntry(stored.Name, new FileInfo(file).Length, await FileHash.OfAsync(file, CancellationToken.None)));
            }

            places[wanted.Digest] = place;
            return entries.ToImmutable();
        }
        catch (Exception error) when (error is DataSetException or IOException or UnauthorizedAccessException)
        {
            // Whoever wants it finds it elsewhere, and who trains on it here says what is wrong.
            return [];
        }
    }

    /// <summary>The newest checkpoint of a run and, where the run has ended, what it left for reports; each in the order in which it must be kept.</summary>
    public async Task<ImmutableArray<ImmutableArray<FileEntry>>> WrittenAsync(AssignedRun run, bool hasEnded)
    {
        var folders = ImmutableArray.CreateBuilder<ImmutableArray<FileEntry>>();
        var newest = checkpoints.FindNewest(CheckpointFolder.Of(run), run.Spec.Key, after: 0, before: int.MaxValue);
        if (newest is not null && Entries(newest) is { IsEmpty: false } files)
        {
            folders.Add(files);
        }

        if (hasEnded && StoredFile.In(Artifacts, ArtifactStore.NameOf(run.Spec.Key)) is { } artifact
            && artifact.PathIn(Folders) is var path && File.Exists(path))
        {
            folders.Add([new FileEntry(artifact.Name, new FileInfo(path).Length, await FileHash.OfAsync(path, CancellationToken.None))]);
        }

        return folders.ToImmutable();
    }

    /// <returns>A <see cref="FilePiece"/>, or a <see cref="PieceRefused"/>.</returns>
    public async Task<object> ReadAsync(ReadPiece wanted)
    {
        if (PathOf(wanted.File) is not { } path)
        {
            return new PieceRefused(FileFetch.Shortened(wanted.File), "there is no such file that may be asked for");
        }

        await reading.WaitAsync();
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[Math.Clamp(RandomAccess.GetLength(file) - Math.Max(0, wanted.Offset), 0, FilePiece.MostBytes)];
            if (wanted.Offset < 0 || bytes.Length == 0)
            {
                return new PieceRefused(wanted.File, $"it has no byte {wanted.Offset}");
            }

            var read = 0;
            while (read < bytes.Length && await RandomAccess.ReadAsync(file, bytes.AsMemory(read), wanted.Offset + read) is > 0 and var count)
            {
                read += count;
            }

            return new FilePiece(wanted.File, wanted.Offset, read == bytes.Length ? bytes : bytes[..read]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new PieceRefused(wanted.File, $"it cannot be read: {error.Message}");
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Of the copies in a folder of checkpoints, those stay of which the second is there in case the first is damaged.</summary>
    /// <param name="folder">As in <see cref="StoredFile.Folder"/>.</param>
    public void RemoveOldCopies(string folder)
    {
        const int Copies = 2;
        checkpoints.KeepLast(folder[(Checkpoints.Length + 1)..], Copies);
    }

    private string? PathOf(string name) => StoredFile.TryParse(name) switch
    {
        null => null,
        { Kind: StoredFileKind.DataSet } file => places.TryGetValue(file.Folder[(DataSets.Length + 1)..], out var place)
            ? place.Files.FirstOrDefault(path => Path.GetFileName(path) == file.FileName)
            : null,
        var file => file.PathIn(Folders),
    };

    private static ImmutableArray<FileEntry> Entries(CheckpointFiles found)
    {
        var tensors = StoredFile.In(Checkpoints, $"{found.Folder}/{found.Tensors.File}");
        var json = StoredFile.In(Checkpoints, $"{found.Folder}/{found.Json.File}");
        return tensors is null || json is null ? []
            : [new(tensors.Name, found.Tensors.Bytes, found.Tensors.Sha256), new(json.Name, found.Json.Bytes, found.Json.Sha256)];
    }
}
