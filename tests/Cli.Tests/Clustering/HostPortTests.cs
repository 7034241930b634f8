using Sweep.Cli.Clustering;

namespace Sweep.Cli.Tests.Clustering;

public sealed class HostPortTests
{
    [Theory]
    [InlineData("127.0.0.1:4053", "127.0.0.1", 4053, true)]
    [InlineData("localhost:1", "localhost", 1, true)]
    [InlineData("[::1]:4053", "[::1]", 4053, true)]
    [InlineData("GPU-1.cluster.local:65535", "gpu-1.cluster.local", 65535, false)]
    [InlineData("0.0.0.0:4053", "0.0.0.0", 4053, false)]
    public void A_place_is_a_host_and_a_port(string text, string host, int port, bool isLoopback)
    {
        var place = HostPort.Parse(text, "--listen");

        Assert.Equal(new HostPort(host, port), place);
        Assert.Equal(isLoopback, place.IsLoopback);
    }

    [Theory]
    [InlineData("")]
    [InlineData("4053")]
    [InlineData(":4053")]
    [InlineData("gpu-1")]
    [InlineData("gpu-1:")]
    [InlineData("gpu-1:-1")]
    [InlineData("gpu-1:65536")]
    [InlineData("::1:4053")]
    [InlineData("a b:4053")]
    [InlineData("a\"b:4053")]
    public void Anything_else_is_refused_with_an_example(string text)
    {
        var refused = Assert.Throws<CommandFailed>(() => HostPort.Parse(text, "--listen"));

        Assert.Equal($"`--listen` is {text}, but must be HOST:PORT, like 127.0.0.1:4053.", refused.Message);
    }
}
