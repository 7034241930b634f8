using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sweep.Cli.Clustering;
using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Clustering;

public sealed class ClusterSecurityTests : IDisposable
{
    private const string Secret = "0123456789abcdef";

    private static readonly HostPort Everywhere = new("0.0.0.0", 4053);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void On_loopback_nothing_is_needed() => ClusterSecurity.None.Require(new HostPort("127.0.0.1", 4053));

    [Fact]
    public void Off_loopback_a_secret_is_needed()
    {
        var refused = Assert.Throws<CommandFailed>(() => ClusterSecurity.None.Require(Everywhere));

        Assert.Equal(ExitCode.BadUsage, refused.ExitCode);
        Assert.Contains("put one in $SWEEP_CLUSTER_SECRET, or in a file for --secret-file", refused.Message);
    }

    [Fact]
    public void Off_loopback_a_secret_without_TLS_does_not_do()
    {
        var security = ClusterSecurity.From(null, null, null, null, _ => Secret);

        Assert.Contains("the cluster needs TLS", Assert.Throws<CommandFailed>(() => security.Require(Everywhere)).Message);
    }

    [Fact]
    public void Off_loopback_TLS_without_a_secret_does_not_do()
    {
        var (certificate, key) = Certificate();
        var security = ClusterSecurity.From(null, certificate, key, certificate, _ => null);

        Assert.Contains("needs a secret", Assert.Throws<CommandFailed>(() => security.Require(Everywhere)).Message);
    }

    [Fact]
    public void With_both_it_may_be_reached()
    {
        var (certificate, key) = Certificate();
        var security = ClusterSecurity.From(File("secret", Secret + "\n"), certificate, key, certificate, _ => null);

        security.Require(Everywhere);
        Assert.Equal(16, security.Secret.Length);
        Assert.True(security.Certificate!.HasPrivateKey);
        Assert.DoesNotContain(Secret, security.SecretSource);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("too short")]
    public void A_secret_that_can_be_guessed_is_refused_and_not_repeated(string secret)
    {
        var refused = Assert.Throws<CommandFailed>(() => ClusterSecurity.From(File("secret", secret), null, null, null, _ => null));

        Assert.Contains("must have at least 16", refused.Message);
        Assert.DoesNotContain("too short", refused.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains("/no/such/file", Assert.Throws<CommandFailed>(() => ClusterSecurity.From("/no/such/file", null, null, null, _ => null)).Message);

    [Fact]
    public void A_file_that_is_no_certificate_is_named()
    {
        var file = File("certificate.pem", "no certificate");

        Assert.Contains(file, Assert.Throws<CommandFailed>(() => ClusterSecurity.From(null, file, file, null, _ => null)).Message);
    }

    [Fact]
    public void A_certificate_without_its_key_is_refused() =>
        Assert.Throws<CommandFailed>(() => ClusterSecurity.From(null, "certificate.pem", null, null, _ => null));

    private string File(string name, string text)
    {
        var file = Path.Combine(folder.Path, name);
        System.IO.File.WriteAllText(file, text);
        return file;
    }

    private (string Certificate, string Key) Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=node", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return (File("certificate.pem", certificate.ExportCertificatePem()), File("key.pem", key.ExportPkcs8PrivateKeyPem()));
    }
}
