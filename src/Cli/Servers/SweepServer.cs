using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Sweep.Cli.Clusters;

namespace Sweep.Cli.Servers;

/// <summary>A coordinator over HTTP. Says in words what keeps it from answering.</summary>
public sealed class SweepServer : IDisposable
{
    private const int LargeBytes = 1 << 20;
    private const int PartBytes = 64 << 10;

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    /// <summary>A submission of a large grid takes the longest; what takes longer still are streams, which are not bounded by it.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(100);

    private readonly HttpClient client;
    private readonly bool hasToken;

    /// <param name="token">Empty for none.</param>
    public SweepServer(Uri address, string token)
    {
        (Address, hasToken) = (address, token.Length > 0);
        client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = ConnectPatience }) { BaseAddress = address, Timeout = AnswerPatience };
        client.DefaultRequestHeaders.Authorization = hasToken ? new AuthenticationHeaderValue("Bearer", token) : null;
    }

    public Uri Address { get; }

    public override string ToString() => Address.ToString().TrimEnd('/');

    /// <exception cref="CommandFailed">It cannot be reached, refuses, or is no coordinator.</exception>
    public Task<T> GetAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellation = default) =>
        AskAsync(new HttpRequestMessage(HttpMethod.Get, path), content => DocumentAsync(content, read, cancellation), cancellation);

    /// <summary>Reads an array one item after the other.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public Task<IReadOnlyList<T>> GetAllAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellation = default) =>
        AskAsync(
            new HttpRequestMessage(HttpMethod.Get, path),
            async content =>
            {
                var all = new List<T>();
                await foreach (var item in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(content, cancellationToken: cancellation))
                {
                    all.Add(read(item));
                }

                return (IReadOnlyList<T>)all;
            },
            cancellation);

    /// <returns>Null where there is no such file.</returns>
    /// <inheritdoc cref="GetAsync"/>
    public Task<byte[]?> FindFileAsync(string path, int mostBytes, CancellationToken cancellation = default) =>
        AskAsync<byte[]?>(
            new HttpRequestMessage(HttpMethod.Get, path), async content => await BytesAsync(content, mostBytes, cancellation), cancellation, whenMissing: () => null);

    /// <param name="body">JSON; null for none.</param>
    /// <inheritdoc cref="GetAsync"/>
    public Task<T> PostAsync<T>(string path, byte[]? body, Func<JsonElement, T> read, CancellationToken cancellation = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (body is not null)
        {
            // A coordinator that finds a body too large says so before it is sent.
            request.Headers.ExpectContinue = body.Length > LargeBytes;
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        return AskAsync(request, content => DocumentAsync(content, read, cancellation), cancellation);
    }

    /// <summary>Reads an answer that does not end by itself.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public Task<T> StreamAsync<T>(string path, Func<Stream, Task<T>> read, CancellationToken cancellation) =>
        AskAsync(new HttpRequestMessage(HttpMethod.Get, path), read, cancellation);

    public void Dispose() => client.Dispose();

    private static async Task<T> DocumentAsync<T>(Stream content, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        using var document = await JsonDocument.ParseAsync(content, cancellationToken: cancellation);
        return read(document.RootElement);
    }

    private static async Task<byte[]> BytesAsync(Stream content, int most, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var part = new byte[PartBytes];
        while (await content.ReadAsync(part, cancellation) is > 0 and var count)
        {
            bytes.Write(part, 0, count);
            if (bytes.Length > most)
            {
                throw new FormatException($"a file has more than {most} bytes");
            }
        }

        return bytes.ToArray();
    }

    private async Task<T> AskAsync<T>(
        HttpRequestMessage request, Func<Stream, Task<T>> read, CancellationToken cancellation, Func<T>? whenMissing = null)
    {
        using (request)
        {
            try
            {
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
                if (response.StatusCode == HttpStatusCode.NotFound && whenMissing is not null)
                {
                    return whenMissing();
                }

                await using var content = await response.Content.ReadAsStreamAsync(cancellation);
                return response.IsSuccessStatusCode ? await read(content) : throw await RefusedAsync(response.StatusCode, content, cancellation);
            }
            catch (HttpRequestException unreachable)
            {
                throw CommandFailed.Infrastructure(
                    $"{this} cannot be reached ({unreachable.Message.TrimEnd('.')}). Does a coordinator serve HTTP there? `sweep coordinator {HttpOption.Name}` "
                        + "says where, and `--server` or SWEEP_SERVER where to look.");
            }
            catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw CommandFailed.Infrastructure($"{this} did not answer within {AnswerPatience.TotalSeconds} s.");
            }
            catch (Exception cut) when (cut is IOException)
            {
                throw CommandFailed.Infrastructure($"{this} broke off in the middle of its answer ({cut.Message.TrimEnd('.')}).");
            }
            catch (Exception strange) when (strange is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
            {
                throw CommandFailed.Infrastructure($"{this} answers, but not as a coordinator of this version does ({strange.Message.TrimEnd('.')}).");
            }
        }
    }

    private async Task<CommandFailed> RefusedAsync(HttpStatusCode status, Stream content, CancellationToken cancellation)
    {
        if (status == HttpStatusCode.Unauthorized)
        {
            return CommandFailed.BadUsage(hasToken
                ? $"{this} does not take the token in {AccessToken.Variable} or {AccessToken.FileVariable}: it must be that of the coordinator."
                : $"{this} wants a token: put the coordinator's into {AccessToken.Variable}, or the path of a file with it into {AccessToken.FileVariable}.");
        }

        var detail = await DetailAsync(content, cancellation);
        return detail is null
            ? CommandFailed.Infrastructure($"{this} answers with HTTP status {(int)status} and no word of a coordinator: is it another program?")
            : (int)status is >= 400 and < 500 ? CommandFailed.BadUsage(detail) : CommandFailed.Infrastructure($"{this}: {detail}");
    }

    private static async Task<string?> DetailAsync(Stream content, CancellationToken cancellation)
    {
        try
        {
            return await DocumentAsync(content, problem => problem.GetProperty("detail").GetString(), cancellation);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
