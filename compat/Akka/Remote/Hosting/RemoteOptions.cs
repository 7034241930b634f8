using System.Security.Cryptography.X509Certificates;

namespace Akka.Remote.Hosting;

/// <summary>Where this system listens, and how it speaks with others.</summary>
public class RemoteOptions
{
    /// <summary>The address to listen at; all addresses where empty.</summary>
    public string? HostName { get; set; }

    /// <summary>2552 by default; 0 for any that is free.</summary>
    public int? Port { get; set; }

    /// <summary>What others call this host, where that differs.</summary>
    public string? PublicHostName { get; set; }

    public int? PublicPort { get; set; }

    /// <summary>The longest message, in bytes: 4 MiB by default.</summary>
    public long? MaxFrameSize { get; set; }

    public bool? EnableSsl { get; set; }

    public SslOptions Ssl { get; set; } = new();
}

/// <summary>TLS between systems.</summary>
public sealed class SslOptions
{
    /// <summary>With its private key.</summary>
    public X509Certificate2? X509Certificate { get; set; }
}

/// <summary>How long a system may be silent.</summary>
public class PhiAccrualFailureDetectorOptions
{
    /// <summary>1 second by default.</summary>
    public TimeSpan? HeartbeatInterval { get; set; }

    /// <summary>10 seconds by default, and at most.</summary>
    public TimeSpan? AcceptableHeartbeatPause { get; set; }
}
