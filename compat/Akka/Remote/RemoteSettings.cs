using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Akka.Actor;
using Akka.Configuration;
using Akka.Remote.Hosting;

namespace Akka.Remote;

/// <summary>What remoting goes by.</summary>
internal sealed record RemoteSettings
{
    private const string SecretFile = "akka.remote.shared-secret-file";
    private const string SecretVariable = "akka.remote.shared-secret-variable";
    private const string TrustedFile = "akka.remote.trusted-certificates-file";

    public required string HostName { get; init; }

    public int Port { get; init; } = 2552;

    public string? PublicHostName { get; init; }

    public int? PublicPort { get; init; }

    public int MaxFrameBytes { get; init; } = 4 << 20;

    /// <summary>Null without TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Peers are trusted when their certificate is the own one or comes from one of these.</summary>
    public X509Certificate2Collection Trusted { get; init; } = [];

    /// <summary>What both sides prove to know; empty where there is none.</summary>
    public byte[] Secret { get; init; } = [];

    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan AcceptablePause { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Connections that have not proved themselves yet; one more, and the oldest is dropped.</summary>
    public int MaxHalfOpen { get; init; } = 256;

    /// <summary>Messages that wait for one peer; one more goes to dead letters.</summary>
    public int MaxQueued { get; init; } = 20_000;

    public long MaxQueuedBytes { get; init; } = 64 << 20;

    public string Protocol => Certificate is null ? "akka.tcp" : "akka.ssl.tcp";

    /// <exception cref="ConfigurationException">TLS without certificate, or a file that cannot be read.</exception>
    public static RemoteSettings From(RemoteOptions options, PhiAccrualFailureDetectorOptions? detector, Config config)
    {
        // Who is given up here may come back, so there is no reason to wait for a silent peer for longer than that.
        var defaults = new RemoteSettings { HostName = options.HostName ?? string.Empty };
        return defaults with
        {
            Port = options.Port ?? defaults.Port,
            PublicHostName = options.PublicHostName,
            PublicPort = options.PublicPort,
            MaxFrameBytes = checked((int)(options.MaxFrameSize ?? defaults.MaxFrameBytes)),
            Certificate = options.EnableSsl == true
                ? options.Ssl.X509Certificate ?? throw new ConfigurationException("TLS needs Ssl.X509Certificate, with its private key")
                : null,
            Trusted = Certificates(config),
            Secret = ReadSecret(config),
            HeartbeatInterval = detector?.HeartbeatInterval ?? defaults.HeartbeatInterval,
            AcceptablePause = detector?.AcceptableHeartbeatPause is { } pause && pause < defaults.AcceptablePause ? pause : defaults.AcceptablePause,
        };
    }

    public IPAddress ListenAddress() => HostName.Length == 0
        ? IPAddress.Any
        : IPAddress.TryParse(HostName, out var address) ? address : Dns.GetHostAddresses(HostName)[0];

    public Address SelfAddress(string system, int port)
    {
        var host = (PublicHostName ?? (HostName.Length == 0 ? Dns.GetHostName() : HostName)).ToLowerInvariant();
        return new Address(Protocol, system, host.Contains(':') && host[0] != '[' ? $"[{host}]" : host, PublicPort is > 0 ? PublicPort : port);
    }

    private static X509Certificate2Collection Certificates(Config config)
    {
        var trusted = new X509Certificate2Collection();
        if (config.GetString(TrustedFile) is { } file)
        {
            trusted.ImportFromPemFile(file);
        }

        return trusted;
    }

    private static byte[] ReadSecret(Config config)
    {
        if (config.GetString(SecretFile) is { } file)
        {
            return Secretly(File.ReadAllText(file), $"the file {file}");
        }

        return config.GetString(SecretVariable) is { } variable
            ? Secretly(Environment.GetEnvironmentVariable(variable) ?? string.Empty, $"the environment variable {variable}")
            : [];
    }

    private static byte[] Secretly(string text, string source) => text.Trim() is { Length: > 0 } secret
        ? Encoding.UTF8.GetBytes(secret)
        : throw new ConfigurationException($"There is no secret in {source}");
}
