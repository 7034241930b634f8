using System.Security.Cryptography;

namespace Sweep.Models.DataSets;

/// <summary>One file at one mirror.</summary>
internal sealed record MirrorFile(string DataSet, PublicIdxFile File, Uri Mirror)
{
    public Uri Address => new(Mirror, File.CompressedName);
}

/// <param name="IsPassing">The same mirror may well give the file when asked again.</param>
internal sealed record TransferFailure(string Reason, bool IsPassing);

/// <summary>Fetches a file once. It appears under its name only when it is whole and has the known hash.</summary>
internal sealed class MirrorTransfer(HttpClient client, DataSetOptions options)
{
    public const string TemporarySuffix = ".part";

    /// <summary>Null when the file is in place.</summary>
    /// <exception cref="IOException">The file cannot be kept.</exception>
    public async Task<TransferFailure?> TryAsync(MirrorFile source, string path, CancellationToken cancellation)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}{TemporarySuffix}";
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            stall.CancelAfter(options.ConnectTimeout + options.StallTimeout);
            using var response = await client.GetAsync(source.Address, HttpCompletionOption.ResponseHeadersRead, stall.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                var code = (int)response.StatusCode;
                return new TransferFailure($"{code} {response.ReasonPhrase}", IsPassing: code is >= 500 or 408 or 429);
            }

            using var body = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
            var failure = await ReceiveAsync(body, source, temporary, stall).ConfigureAwait(false);
            if (failure is null)
            {
                File.Move(temporary, path, overwrite: true);
            }

            return failure;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new TransferFailure("sent nothing for too long", IsPassing: true);
        }
        catch (HttpRequestException error)
        {
            return new TransferFailure(error.Message, IsPassing: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private async Task<TransferFailure?> ReceiveAsync(Stream body, MirrorFile source, string temporary, CancellationTokenSource stall)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var target = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var (buffer, received, length) = (new byte[128 * 1024], 0L, source.File.CompressedBytes);
        while (true)
        {
            options.Progress?.Invoke(new DownloadProgress(source.DataSet, source.File.CompressedName, source.Mirror, received, length));
            stall.CancelAfter(options.StallTimeout);
            int count;
            try
            {
                count = await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
            }
            catch (IOException error)
            {
                return new TransferFailure($"broke off after {received:N0} bytes of {length:N0} ({error.Message})", IsPassing: true);
            }

            if (count == 0)
            {
                break;
            }

            received += count;
            if (received > length)
            {
                return new TransferFailure($"sent more than the {length:N0} bytes that the file has", IsPassing: false);
            }

            hash.AppendData(buffer, 0, count);
            await target.WriteAsync(buffer.AsMemory(0, count), stall.Token).ConfigureAwait(false);
        }

        if (received < length)
        {
            return new TransferFailure($"sent {received:N0} bytes of {length:N0}", IsPassing: true);
        }

        target.Flush(flushToDisk: true);
        var sum = Convert.ToHexStringLower(hash.GetHashAndReset());
        return sum == source.File.CompressedSha256
            ? null
            : new TransferFailure($"sent another file (SHA-256 {sum}, but must be {source.File.CompressedSha256})", IsPassing: false);
    }
}
