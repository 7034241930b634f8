using Sweep.Cli.Clusters;

namespace Sweep.Cli.Tests.Clusters;

public sealed class HostPortTests
{
    [Theory]
    [InlineData("127.0.0.1:4053", "127.0.0.1", 4053)]
    [InlineData("gpu-1:0", "gpu-1", 0)]
    [InlineData("[::1]:65535", "::1", 65535)]
    public void A_host_and_a_port_are_read_and_written_the_same(string text, string host, int port)
    {
        Assert.True(HostPort.TryParse(text, out var parsed));

        Assert.Equal(new HostPort(host, port), parsed);
        Assert.Equal(text, parsed.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("4053")]
    [InlineData(":4053")]
    [InlineData("gpu-1:")]
    [InlineData("gpu-1:65536")]
    [InlineData("gpu-1:-1")]
    [InlineData("::1:4053")]
    public void What_lacks_a_host_or_a_port_is_refused(string text) => Assert.False(HostPort.TryParse(text, out _));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.1.2.3", true)]
    [InlineData("::1", true)]
    [InlineData("localhost", true)]
    [InlineData("LocalHost", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("gpu-1", false)]
    public void Only_this_machine_reaches_the_loopback(string host, bool isLoopback) => Assert.Equal(isLoopback, new HostPort(host, 1).IsLoopback);
}
