using Spectre.Console;
using Sweep.Cli.Display;
using Sweep.Cli.Tests.Support;
using Sweep.Messages.Progress;

namespace Sweep.Cli.Tests.Display;

public sealed class ProgressViewTests
{
    [Fact]
    public void All_that_a_watcher_wants_is_there()
    {
        var text = Draw(Some.Progress(running: [Some.Running(6), Some.Running(7, epoch: 0)]), width: 100);
        Assert.Contains("quickstart-1", text);
        Assert.Contains("42% 5/12 runs", text);
        Assert.Contains("waiting 5", text);
        Assert.Contains("running 2", text);
        Assert.Contains("completed 4", text);
        Assert.Contains("failed 1", text);
        Assert.Contains("best      run 1 psnr=20.5", text);
        Assert.Contains("4 epochs/s", text);
        Assert.Contains("left 15 s", text);
        Assert.Matches(@"6 │\s+2/5 │ 18.25 │ cpu#0 │ l1=0.0001 latent=15", text);
        Assert.Matches(@"7 │\s+0/5 │\s+- │", text);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(120)]
    public void Nothing_is_wider_than_the_terminal(int width) =>
        Assert.All(Draw(Some.Progress(running: [Some.Running()]), width).Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, width));

    [Fact]
    public void Rows_that_do_not_fit_are_counted()
    {
        var status = Some.Status(runs: new RunCounts(Running: 200));
        var text = Draw(Some.Progress(status, [.. Enumerable.Range(0, 50).Select(index => Some.Running(index))]), width: 100, height: 24);
        Assert.InRange(text.TrimEnd().Split('\n').Length, 10, 24);
        Assert.Contains("and 185 more", text);
    }

    [Fact]
    public void A_sweep_of_no_runs_is_drawn_too() => Assert.Contains("0/0 runs", Draw(Some.Progress(Some.Status(runs: new RunCounts())), width: 80));

    private static string Draw(SweepProgress progress, int width, int height = 40)
    {
        var throughput = new Throughput();
        throughput.Add(TimeSpan.Zero, 0);
        throughput.Add(TimeSpan.FromSeconds(10), progress.EpochsTrained);
        var writer = new StringWriter { NewLine = "\n" };
        var console = new Terminal(writer, TextWriter.Null, IsInteractive: false, width).Tables();
        console.Write(new ProgressView("psnr").Draw(progress, throughput, TimeSpan.FromSeconds(10), width, height));
        return writer.ToString();
    }
}
