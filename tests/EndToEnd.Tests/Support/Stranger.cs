using System.Net;
using System.Net.Sockets;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>Connections of someone who does not belong to the cluster.</summary>
internal static class Stranger
{
    /// <summary>Says something, and listens until it is shown the door.</summary>
    public static async Task Says(int port, byte[] words)
    {
        using var client = new TcpClient();
        using var limit = new CancellationTokenSource(SweepProcess.Limit);
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
            await client.GetStream().WriteAsync(words, limit.Token);
            var answer = new byte[4096];
            while (await client.GetStream().ReadAsync(answer, limit.Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // So can a door be closed, too.
        }
    }

    /// <summary>Connects many times, and says nothing.</summary>
    public static IDisposable Crowd(int port, int size) => new Silent([.. Enumerable.Range(0, size).Select(_ =>
    {
        var client = new TcpClient();
        client.Connect(IPAddress.Loopback, port);
        return client;
    })]);

    private sealed class Silent(List<TcpClient> clients) : IDisposable
    {
        public void Dispose() => clients.ForEach(client => client.Dispose());
    }
}
