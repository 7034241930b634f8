using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Sweep.Cli.Servers;

namespace Sweep.Cli.Tests.Servers;

public sealed class SweepServerTests
{
    private const string Token = "0123456789abcdef";

    private static async Task<CommandFailed> Refused(RequestDelegate answer, string token = "")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var other = builder.Build();
        other.Run(answer);
        await other.StartAsync();
        using var server = new SweepServer(new Uri(other.Urls.First()), token);
        return await Assert.ThrowsAsync<CommandFailed>(() => server.GetAsync("/api/nodes", document => document.ValueKind));
    }

    private static RequestDelegate Problem(int status, string detail) => context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync($$"""{"status":{{status}},"detail":"{{detail}}"}""");
    };

    [Fact]
    public async Task A_server_that_is_not_there_is_named_with_what_to_do()
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var port = ((IPEndPoint)unused.LocalEndpoint).Port;
        unused.Stop();
        using var server = new SweepServer(new Uri($"http://127.0.0.1:{port}"), "");

        var failed = await Assert.ThrowsAsync<CommandFailed>(() => server.GetAsync("/api/nodes", document => document.ValueKind));

        Assert.Equal(ExitCode.Infrastructure, failed.ExitCode);
        Assert.Contains($"http://127.0.0.1:{port} cannot be reached", failed.Message);
        Assert.Contains("SWEEP_SERVER", failed.Message);
    }

    [Theory]
    [InlineData("", "put the coordinator's into SWEEP_TOKEN")]
    [InlineData(Token, "does not take the token in SWEEP_TOKEN")]
    public async Task Who_lacks_the_token_is_told_which_variable_to_set(string token, string advice)
    {
        var failed = await Refused(Problem(401, "no"), token);

        Assert.Equal(ExitCode.BadUsage, failed.ExitCode);
        Assert.Contains(advice, failed.Message);
    }

    [Theory]
    [InlineData(404, ExitCode.BadUsage)]
    [InlineData(409, ExitCode.BadUsage)]
    [InlineData(503, ExitCode.Infrastructure)]
    public async Task A_problem_is_told_in_the_words_of_the_coordinator(int status, int exitCode)
    {
        var failed = await Refused(Problem(status, "there is no sweep x here."));

        Assert.Equal(exitCode, failed.ExitCode);
        Assert.EndsWith("there is no sweep x here.", failed.Message);
    }

    [Theory]
    [InlineData(200, "not as a coordinator")]
    [InlineData(404, "another program")]
    public async Task Another_program_is_not_taken_for_a_coordinator(int status, string reason)
    {
        var failed = await Refused(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("<html>");
        });

        Assert.Equal(ExitCode.Infrastructure, failed.ExitCode);
        Assert.Contains(reason, failed.Message);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_told()
    {
        var failed = await Refused(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("[");
            context.Abort();
        });

        Assert.Equal(ExitCode.Infrastructure, failed.ExitCode);
    }
}
