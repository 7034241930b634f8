using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Sweep.Messages.Catalogue;

namespace Sweep.Models.DataSets;

/// <summary>
/// Finds data sets by name and keeps each in memory once, for all runs of the process. May be used from any thread.
/// A named set is taken from the user's folder, else from what came from other machines, else from the cache, else downloaded into the cache.
/// </summary>
/// <param name="known">The published sets that go by name; by default <see cref="PublicDataSet.All"/>.</param>
public sealed class DataSetLibrary(DataSetOptions options, TimeProvider time, ImmutableArray<PublicDataSet> known)
{
    private readonly ConcurrentDictionary<string, Shelf> shelves = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> whole = new(StringComparer.Ordinal);
    private readonly DataSetDownload download = new(options, time);

    public DataSetLibrary(DataSetOptions options) : this(options, TimeProvider.System, PublicDataSet.All) { }

    /// <summary>What is known by name; beside these, any folder of IDX files can be named by its path.</summary>
    public ImmutableArray<string> Names => [.. known.Select(set => set.Name).Append(SyntheticDigits.Name).Order(StringComparer.Ordinal)];

    /// <summary>The user's folder where there is no such folder: an error where nothing comes from other machines, else passed over. Null where there is.</summary>
    public string? MissingFolder => options.Folder is { } folder && !Directory.Exists(folder) ? folder : null;

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
    /// <param name="digest">What it must hold, where the name is a path; null for whatever is there.</param>
    /// <exception cref="DataSetException">There is none such, its files are damaged, or no mirror has it.</exception>
    public DataSet Load(string name, string? digest = null)
    {
        var shelf = ShelfOf(name, digest);
        lock (shelf)
        {
            return shelf.Content ??= Read(name, digest, shelf);
        }
    }

    /// <summary>Where the files of a data set are on this machine; null where they are not. Nothing is downloaded.</summary>
    /// <param name="digest">What they must hold.</param>
    /// <exception cref="DataSetException">What lies where the user said is damaged.</exception>
    public DataSetPlace? Find(string name, string digest)
    {
        if (Known(name) is not { } published)
        {
            return FindOwn(name, digest) ?? FindKept(digest);
        }

        if (published.Description.Digest != digest)
        {
            return FindKept(digest);
        }

        var shelf = ShelfOf(name);
        lock (shelf)
        {
            return (shelf.Place ??= FindHere(published))?.Place;
        }
    }

    /// <summary>The same for who asks from another machine: of data sets that are named by their path, those in the user's folder alone.</summary>
    /// <inheritdoc cref="Find"/>
    public DataSetPlace? FindForOthers(string name, string digest) =>
        Known(name) is not null || IsInFolder(name) ? Find(name, digest) : FindKept(digest);

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

    private DataSet Read(string name, string? digest, Shelf shelf)
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

        return ReadPath(name, digest) is var read && (shelf.Description is not { } described || described.Digest == read.Description.Digest)
            ? read
            : throw new DataSetException($"{name} has changed since it was first read; start the sweep again to train on what it holds now.");
    }

    private DataSet ReadPath(string path, string? digest)
    {
        if (digest is not null && FindKept(digest) is { } kept && !IsWhole(path, digest))
        {
            var found = ReadFolder(kept.Folder);
            return found with { Description = found.Description with { Name = path } };
        }

        return ReadFolder(path) is var read && (digest is null || read.Description.Digest == digest)
            ? read
            : throw new DataSetException($"{path} holds other images here than when the sweep was submitted; put those back, or submit the sweep again.");
    }

    // What is damaged where the user put it is an error only where it has not come from elsewhere.
    private DataSetPlace? FindOwn(string path, string digest)
    {
        try
        {
            return IdxFolder.Find(path) is { } own && Describe(path).Digest == digest ? own.Place : null;
        }
        catch (DataSetException) when (FindKept(digest) is not null)
        {
            return null;
        }
    }

    private DataSetPlace? FindKept(string digest)
    {
        var folder = options.Kept is { } kept && IsDigest(digest) ? Path.Combine(kept, digest) : null;
        if (folder is null || IdxFolder.Find(folder) is not { } files)
        {
            return null;
        }

        if (whole.ContainsKey(folder) || IsWhole(folder, digest))
        {
            whole[folder] = true;
            return files.Place;
        }

        return null;
    }

    // What is damaged is not there: it comes again.
    private static bool IsWhole(string folder, string digest)
    {
        try
        {
            return ReadFolder(folder).Description.Digest == digest;
        }
        catch (DataSetException)
        {
            return false;
        }
    }

    private static bool IsDigest(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private bool IsInFolder(string path) => options.Folder is { } folder && !path.Contains('\0')
        && Path.GetFullPath(path).StartsWith(Path.GetFullPath(Path.Combine(folder, "x"))[..^1], StringComparison.Ordinal);

    private IdxFolder Locate(PublicDataSet set, CancellationToken cancellation)
    {
        if (FindHere(set) is { } here)
        {
            return here;
        }

        var cache = Path.Combine(options.Cache, set.Name);
        Download(set, cache, cancellation);
        var paths = set.Files.All.Select(file => Path.Combine(cache, file.CompressedName)).ToArray();
        return new IdxFolder(paths[0], paths[1], paths[2], paths[3]);
    }

    private IdxFolder? FindHere(PublicDataSet set)
    {
        if (MissingFolder is { } missing && options.Kept is null)
        {
            throw new DataSetException(
                $"The folder of data sets is {missing}, but there is no such folder; correct --datasets or {DataSetOptions.FolderVariable}.");
        }

        if (options.Folder is { } folder && IdxFolder.Find(Path.Combine(folder, set.Name)) is { } own)
        {
            return Damaged(set, own) is not { } damaged ? own
                : FindWhole(set, KeptOf(set)) ?? throw new DataSetException(
                    $"{damaged} is not the published file of `{set.Name}` (its SHA-256 differs); replace it, or remove it to have it downloaded.");
        }

        return FindWhole(set, KeptOf(set)) ?? FindWhole(set, Path.Combine(options.Cache, set.Name));
    }

    private string? KeptOf(PublicDataSet set) => options.Kept is { } kept ? Path.Combine(kept, set.Description.Digest) : null;

    private static IdxFolder? FindWhole(PublicDataSet set, string? folder) =>
        folder is not null && IdxFolder.Find(folder) is { } found && Damaged(set, found) is null ? found : null;

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

    private Shelf ShelfOf(string name, string? digest = null)
    {
        var named = name == SyntheticDigits.Name || Known(name) is not null;
        return named || Directory.Exists(name) || (digest is not null && FindKept(digest) is not null)
            ? shelves.GetOrAdd(named ? name : digest is null ? Path.GetFullPath(name) : $"{digest} at {name}", _ => new Shelf())
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
