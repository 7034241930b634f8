using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sweep.Cli.Clusters;

namespace Sweep.Cli.Servers;

/// <summary>A coordinator over HTTP. Says in words what keeps it from answering.</summary>
public sealed class SweepServer : IDisposable
{
    private const int LargeBytes = 1 << 20;
    private const int PartBytes = 64 << 10;

    // A coordinator closes what is idle for 5 s: a request must not meet that.
    private static readonly TimeSpan LongestIdleness = TimeSpan.FromSeconds(2);

    private readonly HttpClient client;
    private readonly ServerPatience patience;
    private readonly bool hasToken;

    /// <param name="token">Empty for none.</param>
    public SweepServer(Uri address, string token, ServerPatience? patience = null)
    {
        (Address, hasToken, this.patience) = (address, token.Length > 0, patience ?? ServerPatience.Default);
        client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = this.patience.Connect, PooledConnectionIdleTimeout = LongestIdleness })
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Authorization = hasToken ? new AuthenticationHeaderValue("Bearer", token) : null;
    }

    public Uri Address { get; }

    public override string ToString() => Address.ToString().TrimEnd('/');

    /// <exception cref="CommandFailed">It cannot be reached, refuses, or is no coordinator.</exception>
    public Task<T> GetAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellation = default) =>
        AskAsync(new HttpRequestMessage(HttpMethod.Get, path), (content, limit) => DocumentAsync(content, read, limit), cancellation);

    /// <summary>Reads an array one item after the other.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public Task<IReadOnlyList<T>> GetAllAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellation = default) =>
        AskAsync(
            new HttpRequestMessage(HttpMethod.Get, path),
            async (content, limit) =>
            {
                var all = new List<T>();
                await foreach (var item in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(content, cancellationToken: limit))
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
            new HttpRequestMessage(HttpMethod.Get, path), async (content, limit) => await BytesAsync(content, mostBytes, limit), cancellation,
            whenMissing: () => null);

    /// <param name="body">JSON; null for none.</param>
    /// <inheritdoc cref="GetAsync"/>
    public Task<T> PostAsync<T>(string path, byte[]? body, Func<JsonElement, T> read, CancellationToken cancellation = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (body is not null)
        {
            // A coordinator that finds a body too large says so before it is sent.
            request.Headers.ExpectContinue = body.Length > LargeBytes;
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } };
        }

        return AskAsync(request, (content, limit) => DocumentAsync(content, read, limit), cancellation);
    }

    /// <summary>Reads events until the server ends them. Only what it does wrong fails so: what is done with them fails as it does.</summary>
    /// <param name="silence">How long none may come.</param>
    /// <inheritdoc cref="GetAsync"/>
    public async IAsyncEnumerable<SseItem<T>> EventsAsync<T>(
        string path, SseItemParser<T> read, TimeSpan silence, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience.Answer);
        using var response = await ExplainedAsync(
            async () =>
            {
                var opened = await OpenAsync(request, mayLack: false, limit.Token);
                return opened.Content.Headers.ContentType?.MediaType == MediaTypeNames.Text.EventStream
                    ? opened
                    : throw new FormatException("these are no events");
            },
            patience.Answer,
            limit,
            cancellation);
        limit.CancelAfter(silence);
        await using var content = await response.Content.ReadAsStreamAsync(cancellation);
        await using var events = SseParser.Create(content, read).EnumerateAsync(limit.Token).GetAsyncEnumerator(limit.Token);
        while (await ExplainedAsync(() => events.MoveNextAsync().AsTask(), silence, limit, cancellation))
        {
            yield return events.Current;
            limit.CancelAfter(silence);
        }
    }

    public void Dispose() => client.Dispose();

    private static async Task<T> DocumentAsync<T>(Stream content, Func<JsonElement, T> read, CancellationToken limit)
    {
        using var document = await JsonDocument.ParseAsync(content, cancellationToken: limit);
        return read(document.RootElement);
    }

    private static async Task<byte[]> BytesAsync(Stream content, int most, CancellationToken limit)
    {
        using var bytes = new MemoryStream();
        var part = new byte[PartBytes];
        while (await content.ReadAsync(part, limit) is > 0 and var count)
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
        HttpRequestMessage request, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellation, Func<T>? whenMissing = null)
    {
        using (request)
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            limit.CancelAfter(patience.Answer);
            return await ExplainedAsync(
                async () =>
                {
                    using var response = await OpenAsync(request, whenMissing is not null, limit.Token);
                    if (response.StatusCode == HttpStatusCode.NotFound)
                    {
                        return whenMissing!();
                    }

                    await using var content = await response.Content.ReadAsStreamAsync(limit.Token);
                    return await read(content, limit.Token);
                },
                patience.Answer,
                limit,
                cancellation);
        }
    }

    /// <summary>An answer of which the body is still to come.</summary>
    /// <param name="mayLack">That there is nothing of the kind is an answer, too.</param>
    /// <exception cref="CommandFailed">It is a refusal.</exception>
    private async Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, bool mayLack, CancellationToken limit)
    {
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
        if (response.IsSuccessStatusCode || (mayLack && response.StatusCode == HttpStatusCode.NotFound))
        {
            return response;
        }

        using (response)
        {
            await using var content = await response.Content.ReadAsStreamAsync(limit);
            throw await RefusedAsync(response.StatusCode, content, limit);
        }
    }

    /// <summary>Asks the server something, and says in words what it does wrong.</summary>
    /// <param name="within">After so long the limit ends it.</param>
    private async Task<T> ExplainedAsync<T>(Func<Task<T>> ask, TimeSpan within, CancellationTokenSource limit, CancellationToken cancellation)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException unreachable)
        {
            throw Unreachable(unreachable.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw CommandFailed.Infrastructure($"{this} did not answer within {within.TotalSeconds} s.");
        }
        catch (OperationCanceledException late) when (late.InnerException is TimeoutException && !cancellation.IsCancellationRequested)
        {
            throw Unreachable($"no connection within {patience.Connect.TotalSeconds} s");
        }
        catch (IOException cut)
        {
            throw CommandFailed.Infrastructure($"{this} broke off in the middle of its answer ({cut.Message.TrimEnd('.')}).");
        }
        catch (Exception strange) when (strange is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw CommandFailed.Infrastructure($"{this} answers, but not as a coordinator of this version does ({strange.Message.TrimEnd('.')}).");
        }
    }

    private CommandFailed Unreachable(string reason) => CommandFailed.Infrastructure(
        $"{this} cannot be reached ({reason.TrimEnd('.')}). Does a coordinator serve HTTP there? `sweep coordinator {HttpOption.Name}` "
            + "says where, and `--server` or SWEEP_SERVER where to look.");

    private async Task<CommandFailed> RefusedAsync(HttpStatusCode status, Stream content, CancellationToken limit)
    {
        if (status == HttpStatusCode.Unauthorized)
        {
            return CommandFailed.BadUsage(hasToken
                ? $"{this} does not take the token in {AccessToken.Variable} or {AccessToken.FileVariable}: it must be that of the coordinator."
                : $"{this} wants a token: put the coordinator's into {AccessToken.Variable}, or the path of a file with it into {AccessToken.FileVariable}.");
        }

        var detail = await DetailAsync(content, limit);
        return detail is null
            ? CommandFailed.Infrastructure($"{this} answers with HTTP status {(int)status} and no word of a coordinator: is it another program?")
            : (int)status is >= 400 and < 500 ? CommandFailed.BadUsage(detail) : CommandFailed.Infrastructure($"{this}: {detail}");
    }

    private static async Task<string?> DetailAsync(Stream content, CancellationToken limit)
    {
        try
        {
            return await DocumentAsync(content, problem => problem.GetProperty("detail").GetString(), limit);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
