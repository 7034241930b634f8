using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sweep.Architecture.Tests;
using Sweep.Deploy.Tests.Support;

namespace Sweep.Deploy.Tests.Docker;

public sealed class ListensTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    public async Task It_tells_whether_someone_listens_on_a_port(string address)
    {
        var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var whileListening = await Listens(port);
        listener.Stop();

        Assert.Equal(0, whileListening);
        Assert.Equal(1, await Listens(port));
    }

    [Fact]
    public async Task A_port_that_is_only_connected_to_is_not_listened_on()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        var port = ((IPEndPoint)client.Client.LocalEndPoint!).Port;
        var found = await Listens(port);
        listener.Stop();

        Assert.Equal(1, found);
    }

    private static async Task<int> Listens(int port) =>
        (await Shell.Run(Path.Combine(Repository.Root, "deploy/docker/listens"), port.ToString(CultureInfo.InvariantCulture))).ExitCode;
}
