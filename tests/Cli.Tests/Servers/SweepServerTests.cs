using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Sweep.Cli.Servers;

namespace Sweep.Cli.Tests.Servers;

public sealed class SweepServerTests
{
    private const string Token = "0123456789abcdef";

    private static async Task<CommandFailed> Refused(RequestDelegate answer, string token = "", ServerPatience? patience = null)
    {
        await using var server = await OtherServer.StartAsync(answer, token, patience);
        return await Assert.ThrowsAsync<CommandFailed>(() => server.Asked.GetAsync("/api/nodes", document => document.ValueKind));
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
    public async Task A_server_that_takes_no_connection_cannot_be_reached()
    {
        // One connection waits to be accepted, for which there is room; nobody answers the others.
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start(backlog: 0);
        var port = ((IPEndPoint)busy.LocalEndpoint).Port;
        using var waiting = new TcpClient();
        await waiting.ConnectAsync(IPAddress.Loopback, port);
        using var server = new SweepServer(
            new Uri($"http://127.0.0.1:{port}"), "", ServerPatience.Default with { Connect = TimeSpan.FromMilliseconds(200) });

        var failed = await Assert.ThrowsAsync<CommandFailed>(() => server.GetAsync("/api/nodes", document => document.ValueKind));

        Assert.Contains("cannot be reached (no connection within 0.2 s)", failed.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    public async Task An_answer_that_does_not_end_is_waited_for_no_longer_than_one_that_does_not_begin(string beginning)
    {
        var failed = await Refused(
            async context =>
            {
                if (beginning.Length > 0)
                {
                    await context.Response.WriteAsync(beginning);
                }

                var isGone = new TaskCompletionSource();
                await using var listening = context.RequestAborted.Register(isGone.SetResult);
                await isGone.Task;
            },
            patience: ServerPatience.Default with { Answer = TimeSpan.FromMilliseconds(500) });

        Assert.Equal(ExitCode.Infrastructure, failed.ExitCode);
        Assert.Contains("did not answer within 0.5 s", failed.Message);
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
