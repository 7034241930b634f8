using System.CommandLine;
using Sweep.Cli.Clusters;
using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Clusters;

public sealed class PlaceOptionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> environment = [];

    public PlaceOptionsTests()
    {
        environment[ClusterSecurity.SecretVariable] = "0123456789abcdef";
        SomeCertificate.AddTo(environment, folder);
    }

    public void Dispose() => folder.Dispose();

    private ClusterPlace Read(string command, params string[] arguments)
    {
        var (options, parser) = (new PlaceOptions(isCoordinator: command == "coordinator"), new Command(command));
        options.AddTo(parser);
        return options.Read(parser.Parse(arguments), environment.GetValueOrDefault);
    }

    [Theory]
    [InlineData("coordinator", "0.0.0.0:4053")]
    [InlineData("coordinator", "[::]:4053")]
    [InlineData("node", "0.0.0.0:0")]
    public void A_process_that_listens_everywhere_must_say_where_it_is_found(string command, string listen)
    {
        var refused = Assert.Throws<CommandFailed>(() => Read(command, "--listen", listen));

        Assert.Equal(ExitCode.BadUsage, refused.ExitCode);
        Assert.Contains(listen, refused.Message);
        Assert.Contains("--public-host", refused.Message);
    }

    [Fact]
    public void It_is_found_by_its_public_name()
    {
        var place = Read("coordinator", "--listen", "0.0.0.0:4053", "--public-host", "head", "--join", "spare:4053");

        Assert.Equal(["head:4053", "spare:4053"], place.Coordinators.Select(at => $"{at}"));
    }

    [Fact]
    public void Nodes_cannot_find_a_coordinator_on_any_free_port()
    {
        var refused = Assert.Throws<CommandFailed>(() => Read("coordinator", "--listen", "127.0.0.1:0"));

        Assert.Equal(ExitCode.BadUsage, refused.ExitCode);
        Assert.Contains("a coordinator must listen on a port", refused.Message);
    }

    [Fact]
    public void A_node_may_have_any_free_port() => Assert.Equal(0, Read("node", "--listen", "127.0.0.1:0", "--join", "127.0.0.1:4053").Listen.Port);
}
