using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Sweep.Messages.Catalogue;

namespace Sweep.Models.DataSets;

/// <summary>
/// Finds data sets by name and keeps each in memory once, for all runs of the process. May be used from any thread.
/// A named set is taken from the user's folder, else from the cache, else downloaded into the cache.
/// </summary>
/// <param name="known">The published sets that go by name; by default <see cref="PublicDataSet.All"/>.</param>
public sealed class DataSetLibrary(DataSetOptions options, TimeProvider time, ImmutableArray<PublicDataSet> known)
{
    private readonly ConcurrentDictionary<string, Shelf> shelves = new(StringComparer.Ordinal);
    private readonly DataSetDownload download = new(options, time);

    public DataSetLibrary(DataSetOptions options) : this(options, TimeProvider.System, PublicDataSet.All) { }

    /// <summary>What is known by name; beside these, any folder of IDX files can be named by its path.</summary>
    public ImmutableArray<string> Names => [.. known.Select(set => set.Name).Append(SyntheticDigits.Name).Order(StringComparer.Ordinal)];

    /// <summary>Describes a data set: by name at no cost; a folder's files are read the first time, to have their digest, and not kept.</summary>
    /// <exception cref="DataSetException">There is none such, or its files are damaged.</exception>
    public DataSetDescription Describe(string name)
    {
        if (name == SyntheticDigits.Name)
        {
            return SyntheticDigits.Description;
        }

        if (Known(name) is { } published)
        {
            return published.Description;
        }

        var shelf = ShelfOf(name);
        lock (shelf)
        {
            return (shelf.Description ??= ReadFolder(name).Description) with { Name = name };
        }
    }

    /// <summary>The data set in memory; the first call reads it, and downloads it where it must.</summary>
    /// <exception cref="DataSetException">There is none such, its files are damaged, or no mirror has it.</exception>
    public DataSet Load(string name)
    {
        var shelf = ShelfOf(name);
        lock (shelf)
        {
            return shelf.Content ??= Read(name, shelf);
        }
    }

    /// <summary>Makes sure that the files of a named data set are on this machine, downloading them where they are not; others are where they are.</summary>
    /// <exception cref="DataSetException">Its files are damaged, or no mirror has it.</exception>
    /// <exception cref="OperationCanceledException">No file is left half downloaded.</exception>
    public void Fetch(string name, CancellationToken cancellation)
    {
        if (Known(name) is { } published)
        {
            var shelf = ShelfOf(name);
            lock (shelf)
            {
                shelf.Place ??= Locate(published, cancellation);
            }
        }
    }

    private DataSet Read(string name, Shelf shelf)
    {
        if (name == SyntheticDigits.Name)
        {
            return SyntheticDigits.Draw();
        }

        if (Known(name) is { } published)
        {
            var (train, test) = (shelf.Place ??= Locate(published, CancellationToken.None)).Read();
            return new DataSet(published.Description, train, test);
        }

        var read = ReadFolder(name);
        return shelf.Description is not { } described || described.Digest == read.Description.Digest
            ? read
            : throw new DataSetException($"{name} has changed since it was first read; start the sweep again to train on what it holds now.");
    }

    private IdxFolder Locate(PublicDataSet set, CancellationToken cancellation)
    {
        if (options.Folder is { } folder)
        {
            if (!Directory.Exists(folder))
            {
                throw new DataSetException(
                    $"The folder of data sets is {folder}, but there is no such folder; correct --datasets or {DataSetOptions.FolderVariable}.");
            }

            if (IdxFolder.Find(Path.Combine(folder, set.Name)) is { } own)
            {
                return Damaged(set, own) is { } damaged
                    ? throw new DataSetException(
                        $"{damaged} is not the published file of `{set.Name}` (its SHA-256 differs); replace it, or remove it to have it downloaded.")
                    : own;
            }
        }

        var cache = Path.Combine(options.Cache, set.Name);
        if (IdxFolder.Find(cache) is { } cached && Damaged(set, cached) is null)
        {
            return cached;
        }

        Download(set, cache, cancellation);
        var paths = set.Files.All.Select(file => Path.Combine(cache, file.CompressedName)).ToArray();
        return new IdxFolder(paths[0], paths[1], paths[2], paths[3]);
    }

    // Training is synchronous and so is its caller. The download runs on the pool, where no context can wait for this thread.
    private void Download(PublicDataSet set, string cache, CancellationToken cancellation)
    {
        try
        {
            Task.Run(() => download.FetchAsync(set, cache, cancellation), CancellationToken.None).Wait(CancellationToken.None);
        }
        catch (AggregateException error) when (error.InnerException is DataSetException or OperationCanceledException)
        {
            ExceptionDispatchInfo.Throw(error.InnerException);
        }
    }

    /// <summary>The first file that is not the published one; null when all are.</summary>
    private static string? Damaged(PublicDataSet set, IdxFolder folder) =>
        folder.Files.Zip(set.Files.All).FirstOrDefault(pair => !IsPublished(pair.First, pair.Second)).First;

    private static bool IsPublished(string path, PublicIdxFile file)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == (path.EndsWith(".gz", StringComparison.Ordinal) ? file.CompressedSha256 : file.Sha256);
    }

    private static DataSet ReadFolder(string path)
    {
        var (train, test) = IdxFolder.Open(path).Read();
        var classes = 1 + Math.Max(train.Labels.Max(), test.Labels.Max());
        return new DataSet(
            new(path, DataSetDigest.Of(train, test), train.Count, test.Count, train.Width, train.Height, classes), train, test);
    }

    private PublicDataSet? Known(string name) => known.FirstOrDefault(set => set.Name == name);

    private Shelf ShelfOf(string name)
    {
        var named = name == SyntheticDigits.Name || Known(name) is not null;
        return named || Directory.Exists(name)
            ? shelves.GetOrAdd(named ? name : Path.GetFullPath(name), _ => new Shelf())
            : throw new DataSetException($"`{name}` is no data set: it must be {string.Join(", ", Names)}, or the path of a folder of IDX files.");
    }

    /// <summary>Room for one data set. Its fields are read and written only by who holds the lock on it.</summary>
    private sealed class Shelf
    {
        public DataSetDescription? Description;
        public IdxFolder? Place;
        public DataSet? Content;
    }
}
