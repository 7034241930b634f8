using System.CommandLine;
using Sweep.Cli.Clusters;
using Sweep.Cli.Tests.Support;
using Sweep.Coordinator.Http;

namespace Sweep.Cli.Tests.Clusters;

public sealed class HttpOptionTests : IDisposable
{
    private const string Token = "0123456789abcdef";

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> environment = [];
    private readonly HttpOption option = new();

    public void Dispose() => folder.Dispose();

    private HttpOptions? Read(params string[] arguments) => option.Read(Parse(arguments), environment.GetValueOrDefault);

    private ParseResult Parse(params string[] arguments)
    {
        var command = new Command("coordinator");
        option.AddTo(command);
        return command.Parse(arguments);
    }

    [Fact]
    public void Nobody_has_to_choose_a_place_on_loopback()
    {
        var options = Read()!;

        Assert.Equal(("127.0.0.1", 4080, true), (options.Host, options.Port, options.Token.IsEmpty));
        Assert.False(option.IsChosen(Parse()));
        Assert.True(option.IsChosen(Parse("--http", "127.0.0.1:4080")));
    }

    [Fact]
    public void None_is_a_choice() => Assert.Null(Read("--http", "none"));

    [Fact]
    public void What_is_no_place_is_refused() => Assert.Contains("such as 127.0.0.1:4080, or none", Assert.Single(Parse("--http", "here").Errors).Message);

    [Fact]
    public void Off_loopback_a_token_is_needed()
    {
        var refused = Assert.Throws<CommandFailed>(() => Read("--http", "0.0.0.0:4080"));

        Assert.Equal(ExitCode.BadUsage, refused.ExitCode);
        Assert.Contains("SWEEP_TOKEN_FILE", refused.Message);
    }

    [Theory]
    [InlineData("0.0.0.0:4080")]
    [InlineData("127.0.0.1:4080")]
    public void A_token_counts_on_loopback_too(string at)
    {
        environment["SWEEP_TOKEN"] = Token;

        Assert.Equal(Token.Length, Read("--http", at)!.Token.Length);
    }

    [Fact]
    public void A_token_may_lie_in_a_file_that_ends_with_a_line_feed()
    {
        environment["SWEEP_TOKEN_FILE"] = folder.Write("token", $"{Token}\n");

        Assert.Equal(Token, AccessToken.From(environment.GetValueOrDefault));
    }

    [Theory]
    [InlineData("short", "has 5 bytes")]
    [InlineData("0123456789 abcdef", "without white space")]
    public void What_is_no_token_is_refused(string token, string reason)
    {
        environment["SWEEP_TOKEN"] = token;

        Assert.Contains(reason, Assert.Throws<CommandFailed>(() => Read()).Message);
    }

    [Fact]
    public void A_token_in_two_places_is_none()
    {
        environment["SWEEP_TOKEN"] = Token;
        environment["SWEEP_TOKEN_FILE"] = folder.Write("token", Token);

        Assert.Contains("only one may be", Assert.Throws<CommandFailed>(() => Read()).Message);
    }
}
