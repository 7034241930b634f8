using Sweep.Cli.Display;

namespace Sweep.Cli.Tests.Display;

public sealed class LiveRegionTests
{
    private readonly StringWriter writer = new();
    private readonly LiveRegion region;

    public LiveRegionTests() => region = new LiveRegion(writer, "headline");

    private string Written(Action write)
    {
        writer.GetStringBuilder().Clear();
        write();
        return writer.ToString();
    }

    [Fact]
    public void Each_drawing_begins_where_the_last_one_did()
    {
        Written(region.Begin);
        Assert.Equal("\r\e[Jone\ntwo\nthree", Written(() => region.Draw("", "one  \ntwo\nthree\n", 80, 24)));
        Assert.Equal("\r\e[2A\e[Jfour", Written(() => region.Draw("", "four\n", 80, 24)));
        Assert.Equal("\r\e[Jfive", Written(() => region.Draw("", "five", 80, 24)));
    }

    [Fact]
    public void Lines_above_push_the_region_down()
    {
        Written(() => region.Draw("", "one\ntwo", 80, 24));
        Assert.Equal("\r\e[1A\e[Ja note\none\ntwo", Written(() => region.Draw("a note\n", "one\ntwo", 80, 24)));
    }

    [Fact]
    public void A_terminal_of_another_width_is_drawn_from_its_top()
    {
        Written(() => region.Draw("", "one\ntwo", 80, 24));
        Assert.Equal("\e[H\e[2Jheadline\n\e[Jone", Written(() => region.Draw("", "one", 60, 24)));
    }

    [Fact]
    public void What_is_higher_than_the_terminal_is_cut() =>
        Assert.Equal("\r\e[J1\n2\n3", Written(() => region.Draw("", "1\n2\n3\n4\n5", 80, 4)));

    [Fact]
    public void The_cursor_is_hidden_at_the_beginning_and_back_at_the_end()
    {
        Assert.Equal("headline\n\e[?25l", Written(region.Begin));
        Assert.Equal("\e[?25h", Written(region.End));
        Written(() => region.Draw("", "one", 80, 24));
        Assert.Equal("\n\e[?25h", Written(region.End));
    }
}
