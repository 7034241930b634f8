using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Event;
using Akka.Remote.Hosting;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Compat.Remote;

[Collection(Network.Name)]
public sealed class SecurityTests : IDisposable
{
    private static readonly ConcurrentQueue<string> Logged = new();

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sweep-secrets-");

    public SecurityTests() => Logged.Clear();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_guest_with_the_secret_is_heard()
    {
        var secret = Secret("open sesame");
        await using var pair = await Pair.Start(change: options => options with { Hocon = secret });
    }

    [Fact]
    public async Task A_guest_with_another_secret_is_not_heard_and_the_log_says_so_without_it()
    {
        var (right, wrong) = (Secret("open sesame"), Secret("open barley"));
        await using var pair = await Pair.Start(change: options => options with { Hocon = right, Loggers = loggers => loggers.AddLogger<Lines>() });
        await using var stranger = await Member.Guest(new MemberOptions(Member.FreePort(), Port(pair)) { Hocon = wrong });

        await Assert.ThrowsAsync<AskTimeoutException>(() => stranger.Proxy.Ask<Parcel>(new Parcel("ping"), TimeSpan.FromSeconds(1)));
        Assert.True(SpinWait.SpinUntil(() => Logged.Any(line => line.Contains("another secret", StringComparison.Ordinal)), Probe.Patience));

        await pair.Ping();
        Assert.DoesNotContain(Logged, line => line.Contains("sesame", StringComparison.Ordinal) || line.Contains("barley", StringComparison.Ordinal));
        Assert.InRange(Logged.Count(line => line.Contains("another secret", StringComparison.Ordinal)), 1, 5);
    }

    [Theory]
    [InlineData("akka.remote.shared-secret-variable = SWEEP_NO_SUCH_VARIABLE")]
    [InlineData("akka.remote.shared-secret-file = /no/such/file")]
    public async Task A_secret_that_is_not_there_is_an_error_and_not_an_open_door(string hocon) =>
        await Assert.ThrowsAnyAsync<Exception>(() => Member.Guest(new MemberOptions(Member.FreePort(), 1) { Hocon = hocon }));

    [Fact]
    public async Task Two_with_certificates_of_one_authority_talk_over_TLS()
    {
        using var authority = Authority("ours");
        var trusted = Trust(authority);
        using var certificate = Issue(authority, "keeper");
        using var other = Issue(authority, "guest");
        await using var keeper = await Member.Keeper(
            Tls(Member.FreePort(), null, certificate, trusted), actor => actor.On<Parcel>(parcel => actor.CurrentSender.Tell(parcel)));
        await using var guest = await Member.Guest(Tls(Member.FreePort(), keeper, other, trusted));

        Assert.Equal(new Parcel("x"), await guest.Proxy.Ask<Parcel>(new Parcel("x"), Probe.Patience));
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        using var authority = Authority("ours");
        using var foreign = Authority("theirs");
        using var certificate = Issue(authority, "keeper");
        using var other = Issue(foreign, "guest");
        await using var keeper = await Member.Keeper(
            Tls(Member.FreePort(), null, certificate, Trust(authority)), actor => actor.On<Parcel>(parcel => actor.CurrentSender.Tell(parcel)));
        await using var credulous = await Member.Guest(Tls(Member.FreePort(), keeper, other, Trust(authority)));

        await Assert.ThrowsAsync<AskTimeoutException>(() => credulous.Proxy.Ask<Parcel>(new Parcel("x"), TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_plain_guest_on_a_TLS_port_is_refused()
    {
        using var authority = Authority("ours");
        using var certificate = Issue(authority, "keeper");
        var trusted = Trust(authority);
        await using var keeper = await Member.Keeper(
            Tls(Member.FreePort(), null, certificate, trusted), actor => actor.On<Parcel>(parcel => actor.CurrentSender.Tell(parcel)));
        await using var plain = await Member.Guest(new MemberOptions(Member.FreePort(), Port(keeper)));

        await Assert.ThrowsAsync<AskTimeoutException>(() => plain.Proxy.Ask<Parcel>(new Parcel("x"), TimeSpan.FromSeconds(1)));

        await using var guest = await Member.Guest(Tls(Member.FreePort(), keeper, certificate, trusted));
        Assert.Equal(new Parcel("x"), await guest.Proxy.Ask<Parcel>(new Parcel("x"), Probe.Patience));
    }

    [Fact]
    public async Task Bad_peers_do_not_fill_the_log()
    {
        await using var pair = await Pair.Start(change: options => options with { Loggers = loggers => loggers.AddLogger<Lines>() });
        for (var i = 0; i < 300; i++)
        {
            using var stranger = new TcpClient();
            await stranger.ConnectAsync(IPAddress.Loopback, Port(pair.Keeper));
            await stranger.GetStream().WriteAsync("\0\0\0\u0001?"u8.ToArray());
            stranger.Client.Shutdown(SocketShutdown.Send);
        }

        await pair.Ping();
        Assert.InRange(Logged.Count(line => line.Contains("is dropped", StringComparison.Ordinal)), 1, 10);
    }

    private static int Port(Pair pair) => Port(pair.Keeper);

    private static int Port(Member member) => global::Akka.Cluster.Cluster.Get(member.System).SelfUniqueAddress.Address.Port!.Value;

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var issued = request.Create(
            authority, TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    private static MemberOptions Tls(int port, Member? keeper, X509Certificate2 certificate, string trusted) => new(port, keeper is null ? port : Port(keeper))
    {
        Scheme = "akka.ssl.tcp",
        Hocon = trusted,
        Remote = new RemoteOptions { HostName = "127.0.0.1", Port = port, EnableSsl = true, Ssl = new SslOptions { X509Certificate = certificate } },
    };

    private string Secret(string text)
    {
        var file = Path.Combine(_directory.FullName, Path.GetRandomFileName());
        File.WriteAllText(file, text + "\n");
        return $"akka.remote.shared-secret-file = \"{file}\"";
    }

    private string Trust(X509Certificate2 authority)
    {
        var file = Path.Combine(_directory.FullName, Path.GetRandomFileName());
        File.WriteAllText(file, authority.ExportCertificatePem());
        return $"akka.remote.trusted-certificates-file = \"{file}\"";
    }

    public sealed class Lines : LogSink
    {
        public override void Write(LogEvent logEvent) => Logged.Enqueue(string.Format("{0} {1}", logEvent.Format, string.Join(' ', logEvent.Args)));
    }
}
