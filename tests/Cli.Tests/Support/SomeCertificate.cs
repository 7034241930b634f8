using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sweep.Cli.Clusters;

namespace Sweep.Cli.Tests.Support;

/// <summary>A certificate with its key, as the environment names them.</summary>
internal static class SomeCertificate
{
    public static void AddTo(Dictionary<string, string> environment, TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=sweep", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        environment[ClusterSecurity.TlsCertificate] = folder.Write("cert.pem", certificate.ExportCertificatePem());
        environment[ClusterSecurity.TlsKey] = folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
    }
}
