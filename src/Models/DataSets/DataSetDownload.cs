using System.Net;
using System.Text;
using Sweep.Messages;
using Sweep.Messages.Catalogue;
using Sweep.Models.Files;

namespace Sweep.Models.DataSets;

/// <summary>Brings a published data set from its mirrors: file by file, mirror by mirror, as often as failures look passing.</summary>
internal sealed class DataSetDownload(DataSetOptions options, TimeProvider time)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>Downloads what of the set is missing in the folder or is not the published file. Several processes may do so at once.</summary>
    /// <exception cref="DataSetException">No mirror has it, or it cannot be kept.</exception>
    public async Task FetchAsync(PublicDataSet set, string folder, CancellationToken cancellation)
    {
        // The known hashes are of the compressed files: nothing may be decompressed on the way.
        using var handler = new SocketsHttpHandler { ConnectTimeout = options.ConnectTimeout, AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        var remedy = $"Set {DataSetOptions.FolderVariable} to a folder that holds {set.Name}/{set.Files.TrainImages.CompressedName} "
            + $"and the other three files, or place them in {folder}.";
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in set.Files.All)
            {
                var failures = await FetchAsync(new MirrorTransfer(client, options), set, file, folder, cancellation).ConfigureAwait(false);
                if (failures is not null)
                {
                    throw new DataSetException($"`{set.Name}` could not be downloaded: no mirror gave {file.CompressedName}.{failures}\n{remedy}");
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"`{set.Name}` cannot be kept in {folder}: {error.Message} {remedy}", error);
        }
    }

    /// <summary>Null when the file is in place, else a line for each mirror.</summary>
    private async Task<string?> FetchAsync(MirrorTransfer transfer, PublicDataSet set, PublicIdxFile file, string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, file.CompressedName);
        if (File.Exists(path) && await FileHash.OfAsync(path, cancellation).ConfigureAwait(false) == file.CompressedSha256)
        {
            return null;
        }

        var failures = new StringBuilder();
        foreach (var mirror in MirrorsOf(set))
        {
            var source = new MirrorFile(set.Name, file, mirror);
            var failure = await FetchAsync(transfer, source, path, cancellation).ConfigureAwait(false);
            if (failure is null)
            {
                return null;
            }

            failures.Append($"\n  {source.Address}: {failure}");
        }

        return failures.ToString();
    }

    private IEnumerable<Uri> MirrorsOf(PublicDataSet set) =>
        options.Mirrors.IsEmpty ? set.Mirrors : options.Mirrors.Select(mirror => new Uri(mirror, set.Name + "/"));

    /// <summary>Null when the file is in place, else the reason of the last failure.</summary>
    private async Task<string?> FetchAsync(MirrorTransfer transfer, MirrorFile source, string path, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var failure = await transfer.TryAsync(source, path, cancellation).ConfigureAwait(false);
            if (failure is null)
            {
                return null;
            }

            if (!failure.IsPassing || attempt >= options.AttemptsPerMirror)
            {
                return attempt == 1 ? failure.Reason : $"{failure.Reason} ({attempt} attempts)";
            }

            await Task.Delay(Backoff.Delay(attempt, options.RetryDelay, LongestDelay), time, cancellation).ConfigureAwait(false);
        }
    }
}
