using System.Security.Cryptography.X509Certificates;
using Sweep.Architecture.Tests;
using Sweep.Cli.Clusters;
using Sweep.Coordinator.Results;
using Sweep.Deploy.Tests.Support;

namespace Sweep.Deploy.Tests.K8s;

/// <summary>What make-secrets.sh makes is what the manifests name and the command takes.</summary>
public sealed class SecretsTests : IAsyncLifetime
{
    private readonly string parent = Directory.CreateTempSubdirectory("sweep-secrets-").FullName;

    private string Folder => Path.Combine(parent, "secrets");

    private string this[string name] => Path.Combine(Folder, name);

    public async Task InitializeAsync()
    {
        var (exitCode, said) = await Make();
        Assert.True(exitCode == 0, said);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(parent, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public void Every_file_that_the_kustomization_asks_for_is_made() => Assert.All(
        Overlay.All.SelectMany(overlay => overlay.Secrets.Values).SelectMany(files => files),
        file => Assert.True(File.Exists(this[Path.GetFileName(file)]), file));

    [Fact]
    public async Task Nobody_else_may_read_them() =>
        Assert.Equal((0, ""), await Shell.Run("find", parent, "-perm", "/077"));

    [Fact]
    public void The_key_that_makes_certificates_goes_into_no_secret() =>
        Assert.DoesNotContain("secrets/authority.key", Overlay.All.SelectMany(overlay => overlay.Secrets.Values).SelectMany(files => files));

    [Fact]
    public void Coordinators_and_nodes_may_listen_with_it()
    {
        var environment = new Dictionary<string, string>
        {
            [ClusterSecurity.SecretFile] = this["secret"],
            [ClusterSecurity.TlsCertificate] = this["cluster.crt"],
            [ClusterSecurity.TlsKey] = this["cluster.key"],
            [ClusterSecurity.TlsAuthority] = this["authority.crt"],
        };
        var security = ClusterSecurity.From(environment.GetValueOrDefault);

        security.Require(new HostPort("0.0.0.0", 4053));
        Assert.Equal(64, security.Secret.Length);
        Assert.True(security.Certificate!.HasPrivateKey);
    }

    [Theory]
    [InlineData("cluster.crt", "sweep")]
    [InlineData("postgres.crt", "sweep-postgres")]
    public void Certificates_bear_the_name_that_is_looked_for_and_come_from_the_authority(string file, string name)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(this["authority.crt"]);
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(this[file]);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;

        Assert.True(chain.Build(certificate), string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation)));
        Assert.True(certificate.MatchesHostname(name));
    }

    [Fact]
    public void The_connection_leads_to_the_database_of_the_manifests_with_its_password()
    {
        var postgres = AllPods.Of("cpu", "sweep-postgres");
        var connection = File.ReadAllText(this["connection"]);
        var database = Database.Parse(connection);

        Assert.Equal($"PostgreSQL database {postgres.Variable("POSTGRES_DB")} on {postgres.Owner.Name}:{postgres.Ports["postgres"]}", database.ToString());
        Assert.Contains($"Username={postgres.Variable("POSTGRES_USER")};", connection, StringComparison.Ordinal);
        Assert.Contains($"Password={File.ReadAllText(this["postgres-password"])};", connection, StringComparison.Ordinal);
        Assert.Contains($"Root Certificate={AllPods.Of("cpu", "sweep-coordinator").Variable(ClusterSecurity.TlsAuthority)}", connection, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_is_not_overwritten()
    {
        var before = await File.ReadAllTextAsync(this["secret"]);
        var (exitCode, said) = await Make();

        Assert.Equal(1, exitCode);
        Assert.Contains("is there already", said);
        Assert.Equal(before, await File.ReadAllTextAsync(this["secret"]));
    }

    [Fact]
    public async Task A_folder_may_be_named_from_where_one_is()
    {
        var (exitCode, said) = await Shell.Run("bash", "-c", "cd \"$1\" && exec \"$2\" beside/relative", "-", parent, Script);

        Assert.True(exitCode == 0, said);
        Assert.Contains($"made {Path.Combine(parent, "beside", "relative")};", said);
        Assert.Equal(
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(parent, "beside", "relative")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetDirectories(parent, "*.making", SearchOption.AllDirectories));
    }

    private static string Script => Path.Combine(Repository.Root, Overlay.Folder, "make-secrets.sh");

    private Task<(int ExitCode, string Said)> Make() => Shell.Run(Script, Folder);
}
