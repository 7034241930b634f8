using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Configuration;
using Sweep.Cli.Clusters;
using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Clusters;

public sealed class ClusterSecurityTests : IDisposable
{
    private const string Secret = "0123456789abcdef";

    private static readonly HostPort Everywhere = new("0.0.0.0", 4053);

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> environment = [];

    public void Dispose() => folder.Dispose();

    private ClusterSecurity Security() => ClusterSecurity.From(environment.GetValueOrDefault);

    private void SetTls() => SomeCertificate.AddTo(environment, folder);

    [Fact]
    public void On_loopback_nothing_is_needed() => Security().Require(new HostPort("127.0.0.1", 4053));

    [Fact]
    public void Off_loopback_a_secret_and_TLS_are_needed()
    {
        var refused = Assert.Throws<CommandFailed>(() => Security().Require(Everywhere));

        Assert.Equal(ExitCode.BadUsage, refused.ExitCode);
        Assert.Contains("neither a shared secret nor TLS", refused.Message);
        Assert.Contains(ClusterSecurity.SecretFile, refused.Message);
    }

    [Fact]
    public void Off_loopback_a_secret_without_TLS_does_not_do()
    {
        environment[ClusterSecurity.SecretVariable] = Secret;

        Assert.Contains("no TLS", Assert.Throws<CommandFailed>(() => Security().Require(Everywhere)).Message);
    }

    [Fact]
    public void Off_loopback_TLS_without_a_secret_does_not_do()
    {
        SetTls();

        Assert.Contains("no shared secret", Assert.Throws<CommandFailed>(() => Security().Require(Everywhere)).Message);
    }

    [Fact]
    public void With_both_it_may_be_reached()
    {
        SetTls();
        environment[ClusterSecurity.SecretFile] = folder.Write("secret", Secret + "\n");

        var security = Security();

        security.Require(Everywhere);
        Assert.Equal(16, security.Secret.Length);
        Assert.True(security.Certificate!.HasPrivateKey);
        Assert.DoesNotContain(Secret, security.Settings);
    }

    [Theory]
    [InlineData("se cret")]
    [InlineData("#1 \"of\" ${two} {and} [more], a\\b")]
    [InlineData("geheimnisträger")]
    public void A_path_may_have_any_letters(string name)
    {
        environment[ClusterSecurity.SecretFile] = folder.Write(name, Secret);
        environment[ClusterSecurity.TlsAuthority] = folder.Write(name + ".pem", "");

        var settings = ConfigurationFactory.ParseString(Security().Settings);

        Assert.Equal(Path.Combine(folder.Path, name), settings.GetString("akka.remote.shared-secret-file"));
        Assert.Equal(Path.Combine(folder.Path, name + ".pem"), settings.GetString("akka.remote.trusted-certificates-file"));
    }

    [Fact]
    public void A_short_secret_is_refused_and_not_shown()
    {
        environment[ClusterSecurity.SecretVariable] = "hunter2";

        var refused = Assert.Throws<CommandFailed>(Security);

        Assert.Contains("must have at least 16", refused.Message);
        Assert.DoesNotContain("hunter2", refused.Message);
    }

    [Fact]
    public void Two_secrets_are_one_too_many()
    {
        environment[ClusterSecurity.SecretVariable] = Secret;
        environment[ClusterSecurity.SecretFile] = folder.Write("secret", Secret);

        Assert.Contains("both set", Assert.Throws<CommandFailed>(Security).Message);
    }

    [Theory]
    [InlineData(ClusterSecurity.TlsCertificate, ClusterSecurity.TlsKey)]
    [InlineData(ClusterSecurity.TlsKey, ClusterSecurity.TlsCertificate)]
    public void A_certificate_and_its_key_go_together(string removed, string left)
    {
        SetTls();
        environment.Remove(removed);

        Assert.Contains($"{left} is set and {removed} is not", Assert.Throws<CommandFailed>(Security).Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        environment[ClusterSecurity.SecretFile] = Path.Combine(folder.Path, "absent");

        Assert.Contains("absent", Assert.Throws<CommandFailed>(Security).Message);
    }
}
