using Sweep.Cli.Display;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Tests.Display;

public sealed class DownloadDisplayTests
{
    private static readonly Uri Mirror = new("http://mirror.test/mnist/");

    private static string Shown(bool isInteractive, params long[] received)
    {
        using var error = new StringWriter { NewLine = "\n" };
        using (var display = new DownloadDisplay(new Terminal(TextWriter.Null, error, IsInteractive: false, 80) { IsErrorInteractive = isInteractive }))
        {
            foreach (var bytes in received)
            {
                display.Show(new DownloadProgress("mnist", "images.gz", Mirror, bytes, 10_000_000));
            }
        }

        return error.ToString();
    }

    [Fact]
    public void A_pipe_gets_a_line_for_the_beginning_and_for_each_quarter() => Assert.Equal(
        """
        sweep: downloading mnist/images.gz (10 MB) from mirror.test
        sweep: downloading mnist/images.gz: 26%
        sweep: downloading mnist/images.gz: 100%

        """,
        Shown(isInteractive: false, 0, 10, 20, 2_600_000, 2_700_000, 10_000_000));

    [Fact]
    public void A_terminal_gets_one_line_that_is_written_over_and_closed_at_the_end()
    {
        var lines = Shown(isInteractive: true, 0, 5_000_000, 5_000_001, 10_000_000);
        Assert.Equal(3, lines.Count(character => character == '\r'));
        Assert.EndsWith("━ 100% of 10 MB\e[K\n", lines);
        Assert.Single(lines, '\n');
    }

    [Fact]
    public void A_download_that_stops_leaves_a_closed_line() => Assert.EndsWith(" 50% of 10 MB\e[K\n", Shown(isInteractive: true, 0, 5_000_000));

    [Fact]
    public void Nothing_is_shown_where_nothing_is_downloaded() => Assert.Empty(Shown(isInteractive: true));
}
