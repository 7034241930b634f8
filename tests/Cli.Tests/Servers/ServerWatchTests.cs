using Microsoft.AspNetCore.Http;
using Sweep.Cli.Servers;
using Sweep.Cli.Tests.Support;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;

namespace Sweep.Cli.Tests.Servers;

public sealed class ServerWatchTests
{
    private const string Silence = "event: silence\ndata: {}\n\n";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly List<string> notes = [];

    private async Task<CommandFailed> Failed(RequestDelegate answer) => await Assert.ThrowsAsync<CommandFailed>(() => Watch(answer, new Show(_ => { })));

    private async Task<SweepStatus> Watch(RequestDelegate answer, IProgressDisplay display)
    {
        await using var server = await OtherServer.StartAsync(answer);
        return await new ServerWatch(server.Asked, "/api/sweeps/a-1/events", display, notes.Add, new HurryingClock())
            .RunAsync(CancellationToken.None).WaitAsync(Limit);
    }

    private static Task Events(HttpContext context, string events)
    {
        context.Response.ContentType = "text/event-stream";
        return context.Response.WriteAsync(events);
    }

    private static string Progress(string? digest = null) =>
        $"event: sweep-progress\ndata: {System.Text.Encoding.UTF8.GetString(ProtocolJson.Write(Some.Progress(Some.Status(digest: digest))))}\n\n";

    [Fact]
    public async Task A_page_is_not_taken_for_events()
    {
        var failed = await Failed(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<html>");
        });

        Assert.Contains("not as a coordinator of this version does", failed.Message);
    }

    [Fact]
    public async Task Events_that_end_before_the_first_are_not_asked_for_again()
    {
        var asked = 0;

        var failed = await Failed(context =>
        {
            asked++;
            return Events(context, "");
        });

        Assert.Contains("has ended the conversation", failed.Message);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Events_that_only_ever_end_are_given_up_after_two_minutes()
    {
        var asked = 0;

        var failed = await Failed(context => Events(context, asked++ == 0 ? Silence : ""));

        // After 0.5 s, 1 s, 2 s, 4 s, and each 5 s.
        Assert.Equal(ExitCode.Infrastructure, failed.ExitCode);
        Assert.InRange(asked, 20, 35);
    }

    [Fact]
    public async Task Events_that_break_off_are_asked_for_again_and_watched_to_the_end()
    {
        var asked = 0;
        var shown = new List<SweepProgress>();

        var status = await Watch(context => Events(context, asked++ < 2 ? Progress() : Progress("ab")), new Show(shown.Add));

        Assert.Equal("ab", status.Digest);
        Assert.Equal(3, shown.Count);
        Assert.All(notes, note => Assert.Contains("has ended the conversation", note));
        Assert.Equal(2, notes.Count);
    }

    [Fact]
    public async Task What_the_display_cannot_write_is_not_the_fault_of_the_server() =>
        await Assert.ThrowsAsync<IOException>(() => Watch(context => Events(context, Progress()), new Show(_ => throw new IOException("broken pipe"))));

    private sealed class Show(Action<SweepProgress> shown) : IProgressDisplay
    {
        void IProgressDisplay.Show(RunEvent happened)
        {
        }

        void IProgressDisplay.Show(SweepProgress now) => shown(now);
    }
}
