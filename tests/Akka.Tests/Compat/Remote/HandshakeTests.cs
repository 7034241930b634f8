using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Remote;
using Sweep.Akka.Tests.Support;

namespace Sweep.Akka.Tests.Compat.Remote;

public sealed class HandshakeTests
{
    private static readonly PeerIdentity Dialler = new("sweep", "a", 1, 11);
    private static readonly PeerIdentity Acceptor = new("sweep", "b", 2, 22);

    [Fact]
    public async Task Both_learn_who_the_other_is()
    {
        var (dialled, accepted) = await Meet("secret", "secret");

        Assert.Equal(Acceptor, await dialled);
        Assert.Equal(Dialler, await accepted);
    }

    [Theory]
    [InlineData("secret", "another")]
    [InlineData("secret", "")]
    [InlineData("", "secret")]
    public async Task Another_secret_is_refused(string dialler, string acceptor)
    {
        var (dialled, accepted) = await Meet(dialler, acceptor);

        Assert.Contains("another secret", (await Assert.ThrowsAsync<FrameException>(() => accepted)).Message);
        await Assert.ThrowsAnyAsync<IOException>(() => dialled);
    }

    [Fact]
    public async Task Another_system_is_refused()
    {
        var (dialled, accepted) = await Meet("secret", "secret", Dialler with { System = "other" });

        await Assert.ThrowsAsync<FrameException>(() => accepted);
        await Assert.ThrowsAnyAsync<IOException>(() => dialled);
    }

    [Fact]
    public async Task A_handshake_said_again_is_refused()
    {
        var said = new MemoryStream();
        var (near, far) = await Streams();
        var accepted = Handshake.Accept(far, Acceptor, Secret("secret"), default);
        await Handshake.Dial(new Recording(near.Socket, said), Dialler, Secret("secret"), default);
        await accepted;

        var (again, listener) = await Streams();
        Assert.NotEqual(0, said.Length);
        await again.WriteAsync(said.ToArray());

        await Assert.ThrowsAsync<FrameException>(() => Handshake.Accept(listener, Acceptor, Secret("secret"), default));
    }

    [Fact]
    public async Task An_acceptor_that_does_not_know_the_secret_is_found_out()
    {
        var (near, far) = await Streams();
        var dialled = Handshake.Dial(near, Dialler, Secret("secret"), default);
        await FrameStream.Read(far, 4096, default);
        await FrameStream.Write(far, new Frame.Challenge(Handshake.Version, Acceptor, new byte[32]), default);
        var proof = (Frame.Proof)FrameCodec.Read(await FrameStream.Read(far, 4096, default));
        await FrameStream.Write(far, proof, default);

        await Assert.ThrowsAsync<FrameException>(() => dialled);
    }

    private static byte[] Secret(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<(Task<PeerIdentity> Dialled, Task<PeerIdentity> Accepted)> Meet(string dialler, string acceptor, PeerIdentity? self = null)
    {
        var (near, far) = await Streams();
        var accepted = Handshake.Accept(far, Acceptor, Secret(acceptor), default);
        var dialled = Handshake.Dial(near, self ?? Dialler, Secret(dialler), default);
        _ = accepted.ContinueWith(_ => far.Dispose(), TaskContinuationOptions.OnlyOnFaulted);
        await Task.WhenAny(Task.WhenAll(accepted, dialled)).WaitAsync(Probe.Patience);
        return (dialled, accepted);
    }

    private static async Task<(NetworkStream Near, NetworkStream Far)> Streams()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var near = new TcpClient();
        await near.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        return (near.GetStream(), (await listener.AcceptTcpClientAsync()).GetStream());
    }

    /// <summary>Keeps what is written to a connection.</summary>
    private sealed class Recording(Socket socket, MemoryStream written) : NetworkStream(socket)
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            written.Write(buffer.Span);
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
