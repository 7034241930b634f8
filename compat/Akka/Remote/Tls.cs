using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Akka.Remote;

/// <summary>TLS in which both sides show a certificate. Names are not compared: whoever has a trusted certificate is one of ours.</summary>
internal static class Tls
{
    public static async Task<Stream> Dial(Stream stream, RemoteSettings settings, CancellationToken cancel)
    {
        if (settings.Certificate is not { } certificate)
        {
            return stream;
        }

        var tls = new SslStream(stream);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false),
            ClientCertificates = [certificate],
            LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate,
            RemoteCertificateValidationCallback = (_, shown, _, _) => IsTrusted(shown, settings),
        };
        await tls.AuthenticateAsClientAsync(options, cancel).ConfigureAwait(false);
        return tls;
    }

    public static async Task<Stream> Accept(Stream stream, RemoteSettings settings, CancellationToken cancel)
    {
        if (settings.Certificate is not { } certificate)
        {
            return stream;
        }

        var tls = new SslStream(stream);
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, shown, _, _) => IsTrusted(shown, settings),
        };
        await tls.AuthenticateAsServerAsync(options, cancel).ConfigureAwait(false);
        return tls;
    }

    private static bool IsTrusted(X509Certificate? shown, RemoteSettings settings)
    {
        if (shown is null)
        {
            return false;
        }

        if (shown.GetRawCertData().AsSpan().SequenceEqual(settings.Certificate!.GetRawCertData()))
        {
            return true;
        }

        if (settings.Trusted.Count == 0)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(settings.Trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var certificate = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        return chain.Build(certificate);
    }
}
