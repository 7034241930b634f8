using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sweep.Models.Tests.Support;

/// <summary>A web server on the loopback that answers as badly as a test wants.</summary>
internal sealed class MirrorServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, Func<int, Answer>> answers = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly Task serving;

    public MirrorServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/data/");

    /// <summary>The names of the files that were asked for, in order.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <param name="answer">Gets how often the file has been asked for, this time included.</param>
    public MirrorServer Answering(string file, Func<int, Answer> answer)
    {
        answers[file] = answer;
        return this;
    }

    public MirrorServer Answering(string file, Answer answer) => Answering(file, _ => answer);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
                if (await reader.ReadLineAsync(stop.Token) is not { } request)
                {
                    return; // Who connected has given up.
                }

                var file = request.Split(' ')[1].Split('/')[^1];
                while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 })
                {
                }

                requests.Enqueue(file);
                var answer = answers.TryGetValue(file, out var known) ? known(requests.Count(name => name == file)) : new Answer("404 Not Found", [], 0);
                await client.GetStream()
                    .WriteAsync(
                        Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Status}\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n"), stop.Token);
                await client.GetStream().WriteAsync(answer.Body, stop.Token);
                if (answer.ThenHang)
                {
                    await new TaskCompletionSource().Task.WaitAsync(stop.Token);
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // The test has ended, or the client has given up: both are what tests are about.
            }
        }
    }

    /// <param name="Length">What the answer says of its body, true or not.</param>
    internal sealed record Answer(string Status, byte[] Body, long Length, bool ThenHang = false)
    {
        public static Answer File(byte[] body) => new("200 OK", body, body.Length);
    }
}
