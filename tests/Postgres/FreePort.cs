using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Sweep.Postgres;

/// <summary>Ports of the loopback that nobody listens on.</summary>
public static class FreePort
{
    // The system may give a port again before the one it was for listens there.
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>One that no other test of this process was given.</summary>
    public static int Next()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Given.TryAdd(port, true))
            {
                return port;
            }
        }
    }
}
