using System.Diagnostics;
using System.Globalization;
using Sweep.Cli.Drill;
using Sweep.Cli.Tests.Support;

namespace Sweep.Cli.Tests.Drill;

public sealed class OwnProcessTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // It runs until it is told to end.
    private string[] Node => ["node", "--join", "127.0.0.1:1", "--device", "cpu", "--slots", "1", "--root", folder.Path];

    /// <summary>"pid (name) state parent group session …".</summary>
    private static int SessionOf(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3], CultureInfo.InvariantCulture);
    }

    private int? Child() => Signals.ChildrenOf(Environment.ProcessId).Cast<int?>()
        .FirstOrDefault(child => CommandLineOf(child!.Value).Contains(folder.Path, StringComparison.Ordinal));

    /// <summary>Empty for a process that ended a moment ago.</summary>
    private static string CommandLineOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    [Fact]
    public void A_member_has_a_session_of_its_own_which_no_terminal_interrupts()
    {
        using var member = Process.Start(OwnProcess.Start(Node, isMember: true))!;
        try
        {
            Assert.True(SpinWait.SpinUntil(() => SessionOf(member.Id) == member.Id, Limit));
        }
        finally
        {
            member.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task What_is_told_to_stop_leaves_no_process_behind()
    {
        using var stop = new CancellationTokenSource();
        var running = OwnProcess.RunAsync(stop.Token, Node);
        int? child = null;
        Assert.True(SpinWait.SpinUntil(() => (child = Child()) is not null, Limit));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(SpinWait.SpinUntil(() => Child() is null, Limit));
    }
}
