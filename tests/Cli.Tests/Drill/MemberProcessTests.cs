using System.Diagnostics;
using Sweep.Cli.Drill;
using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Drill;

public sealed class MemberProcessTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private MemberProcess Member(string script) => new(
        "member",
        new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true },
        Path.Combine(folder.Path, "log"),
        "ready");

    [Fact]
    public void Several_that_start_it_at_a_time_start_one()
    {
        using var member = Member("echo ready; exec sleep 1000");

        Parallel.For(0, 8, _ => member.Start());
        Assert.True(SpinWait.SpinUntil(() => member.AtWorkSince is not null, Limit));
        Assert.True(member.Kill());

        Assert.Single(File.ReadAllLines(Path.Combine(folder.Path, "log")));
        Assert.Equal((0, 0), (member.Id, member.Deaths));
    }

    [Fact]
    public void What_does_not_run_cannot_be_signalled_or_killed()
    {
        using var member = Member("exec sleep 1000");

        Assert.False(member.Signal(Signals.Stop));
        Assert.False(member.Kill());
    }

    [Fact]
    public void An_end_that_nobody_asked_for_counts()
    {
        using var member = Member("exit 3");

        member.Start();

        Assert.True(SpinWait.SpinUntil(() => member.Deaths == 1, Limit));
        Assert.Contains("exit code 3", File.ReadAllText(Path.Combine(folder.Path, "log")));
    }

    [Fact]
    public void What_cannot_be_started_is_told_to_who_starts_it()
    {
        using var member = new MemberProcess(
            "member", new ProcessStartInfo("/no/such/program") { RedirectStandardOutput = true, RedirectStandardError = true },
            Path.Combine(folder.Path, "log"), "ready");

        Assert.Contains("member cannot be started", Assert.Throws<InvalidOperationException>(member.Start).Message);
    }
}
