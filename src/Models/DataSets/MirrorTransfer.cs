using Sweep.Models.Files;

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
    /// <summary>Null when the file is in place.</summary>
    /// <exception cref="IOException">The file cannot be kept.</exception>
    public async Task<TransferFailure?> TryAsync(MirrorFile source, string path, CancellationToken cancellation)
    {
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
            return await ReceiveAsync(body, source, path, stall).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new TransferFailure("sent nothing for too long", IsPassing: true);
        }
        catch (HttpRequestException error)
        {
            return new TransferFailure(error.Message, IsPassing: true);
        }
    }

    private async Task<TransferFailure?> ReceiveAsync(Stream body, MirrorFile source, string path, CancellationTokenSource stall)
    {
        var length = source.File.CompressedBytes;
        using var incoming = new IncomingFile(path, length, source.File.CompressedSha256);
        var buffer = new byte[128 * 1024];
        while (true)
        {
            options.Progress?.Invoke(new DownloadProgress(source.DataSet, source.File.CompressedName, source.Mirror, incoming.Length, length));
            stall.CancelAfter(options.StallTimeout);
            int count;
            try
            {
                count = await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
            }
            catch (IOException error)
            {
                return new TransferFailure($"broke off after {incoming.Length:N0} bytes of {length:N0} ({error.Message})", IsPassing: true);
            }

            if (count == 0)
            {
                break;
            }

            if (incoming.Length + count > length)
            {
                return new TransferFailure($"sent more than the {length:N0} bytes that the file has", IsPassing: false);
            }

            incoming.Append(buffer.AsSpan(0, count));
        }

        return incoming.Length < length
            ? new TransferFailure($"sent {incoming.Length:N0} bytes of {length:N0}", IsPassing: true)
            : Complete(incoming);
    }

    private static TransferFailure? Complete(IncomingFile incoming)
    {
        try
        {
            incoming.Complete();
            return null;
        }
        catch (InvalidDataException error)
        {
            return new TransferFailure($"sent another file: {error.Message}", IsPassing: false);
        }
    }
}
