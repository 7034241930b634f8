using System.Net;
using System.Security.Cryptography;
using System.Text;
using Sweep.Messages.Catalogue;

namespace Sweep.Models.DataSets;

/// <summary>Brings a published data set from its mirrors: a file appears under its name only when it is whole and has the known hash.</summary>
internal sealed class DataSetDownload(DataSetOptions options, TimeProvider time)
{
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);

    /// <summary>Downloads what of the set is missing in the folder or is not the published file. Several processes may do so at once.</summary>
    /// <exception cref="DataSetException">No mirror has it, or it cannot be kept.</exception>
    public async Task FetchAsync(PublicDataSet set, string folder, CancellationToken cancellation)
    {
        // Mirrors compress the files themselves, and their hashes are of that: no automatic decompression.
        using var handler = new SocketsHttpHandler { ConnectTimeout = options.ConnectTimeout, AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            Directory.CreateDirectory(folder);
            RemoveAbandoned(folder);
            foreach (var file in set.Files.All)
            {
                await FetchAsync(client, set, file, folder, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"`{set.Name}` cannot be kept in {folder}: {error.Message} {Remedy(set, folder)}", error);
        }
    }

    private async Task FetchAsync(HttpClient client, PublicDataSet set, PublicIdxFile file, string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, file.CompressedName);
        if (File.Exists(path) && await HashAsync(path, cancellation).ConfigureAwait(false) == file.CompressedSha256)
        {
            return;
        }

        var failures = new StringBuilder();
        foreach (var mirror in set.Mirrors)
        {
            var failure = await FetchFromAsync(client, set, file, mirror, path, cancellation).ConfigureAwait(false);
            if (failure is null)
            {
                return;
            }

            failures.Append($"\n  {new Uri(mirror, file.CompressedName)}: {failure}");
        }

        throw new DataSetException($"`{set.Name}` could not be downloaded: no mirror gave {file.CompressedName}.{failures}\n{Remedy(set, folder)}");
    }

    /// <summary>Null when the file is in place, else the reason of the last failure.</summary>
    private async Task<string?> FetchFromAsync(HttpClient client, PublicDataSet set, PublicIdxFile file, Uri mirror, string path, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var failure = await TryFetchAsync(client, set, file, mirror, path, cancellation).ConfigureAwait(false);
            if (failure is null or { Passing: false } || attempt >= options.AttemptsPerMirror)
            {
                return failure is null ? null : attempt == 1 ? failure.Reason : $"{failure.Reason} ({attempt} attempts)";
            }

            await Task.Delay(options.RetryDelay * Math.Pow(2, attempt - 1), time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<Failure?> TryFetchAsync(HttpClient client, PublicDataSet set, PublicIdxFile file, Uri mirror, string path, CancellationToken cancellation)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.part";
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            stall.CancelAfter(options.ConnectTimeout + options.StallTimeout);
            using var response = await client.GetAsync(new Uri(mirror, file.CompressedName), HttpCompletionOption.ResponseHeadersRead, stall.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                var code = (int)response.StatusCode;
                return new Failure($"{code} {response.ReasonPhrase}", Passing: code is >= 500 or 408 or 429);
            }

            var progress = new DownloadProgress(set.Name, file.CompressedName, mirror, 0, file.CompressedBytes);
            using var body = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
            var failure = await ReceiveAsync(body, file, temporary, stall, progress).ConfigureAwait(false);
            if (failure is null)
            {
                File.Move(temporary, path, overwrite: true);
            }

            return failure;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Failure("sent nothing for too long", Passing: true);
        }
        catch (HttpRequestException error)
        {
            return new Failure(error.InnerException is { } inner and not OperationCanceledException ? $"{error.Message} ({inner.Message})" : error.Message, Passing: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private async Task<Failure?> ReceiveAsync(Stream body, PublicIdxFile file, string temporary, CancellationTokenSource stall, DownloadProgress progress)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var target = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var buffer = new byte[128 * 1024];
        var received = 0L;
        options.Progress?.Invoke(progress);
        while (true)
        {
            stall.CancelAfter(options.StallTimeout);
            int count;
            try
            {
                count = await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
            }
            catch (IOException error)
            {
                return new Failure($"broke off after {received:N0} bytes of {file.CompressedBytes:N0} ({error.Message})", Passing: true);
            }

            if (count == 0)
            {
                break;
            }

            received += count;
            if (received > file.CompressedBytes)
            {
                return new Failure($"sent more than the {file.CompressedBytes:N0} bytes that the file has", Passing: false);
            }

            hash.AppendData(buffer, 0, count);
            await target.WriteAsync(buffer.AsMemory(0, count), stall.Token).ConfigureAwait(false);
            options.Progress?.Invoke(progress with { ReceivedBytes = received });
        }

        if (received < file.CompressedBytes)
        {
            return new Failure($"sent {received:N0} bytes of {file.CompressedBytes:N0}", Passing: true);
        }

        var sum = Convert.ToHexStringLower(hash.GetHashAndReset());
        target.Flush(flushToDisk: true);
        return sum == file.CompressedSha256 ? null : new Failure($"sent another file (SHA-256 {sum}, but must be {file.CompressedSha256})", Passing: false);
    }

    /// <summary>Removes what downloads left behind that were killed; younger files may belong to another process.</summary>
    private void RemoveAbandoned(string folder)
    {
        foreach (var part in Directory.EnumerateFiles(folder, "*.part"))
        {
            if (time.GetUtcNow() - File.GetLastWriteTimeUtc(part) > AbandonedAfter)
            {
                File.Delete(part);
            }
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellation)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
    }

    private static string Remedy(PublicDataSet set, string folder) =>
        $"Set {DataSetOptions.FolderVariable} to a folder that holds {set.Name}/{set.Files.TrainImages.CompressedName} and the other three files, or place them in {folder}.";

    private sealed record Failure(string Reason, bool Passing);
}
