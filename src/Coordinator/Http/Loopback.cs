using System.Net;

namespace Sweep.Coordinator.Http;

/// <summary>The names of this machine by which no other one can reach it.</summary>
public static class Loopback
{
    /// <param name="host">An address without brackets, or a name.</param>
    public static bool Has(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
