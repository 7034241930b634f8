using Sweep.Coordinator.Wire;

namespace Sweep.Coordinator.Tests.Wire;

public sealed class OutagesTests
{
    private const string Peer = "10.0.0.1:4053";

    private readonly Outages outages = new();

    [Fact]
    public void The_first_failure_is_said_and_those_within_a_minute_are_not()
    {
        Assert.Equal(TimeSpan.Zero, outages.Failed(Peer, At(0)));

        Assert.All(Enumerable.Range(1, 59), second => Assert.Null(outages.Failed(Peer, At(second))));
    }

    [Fact]
    public void An_outage_that_lasts_is_said_ever_less_often()
    {
        var said = Enumerable.Range(0, 50 * 60).Where(second => outages.Failed(Peer, At(second)) is not null);

        Assert.Equal([0, 1, 3, 7, 15, 30, 45], said.Select(second => second / 60));
    }

    [Fact]
    public void A_line_says_how_long_the_outage_lasts()
    {
        outages.Failed(Peer, At(10));

        Assert.Equal(TimeSpan.FromSeconds(65), outages.Failed(Peer, At(75)));
    }

    [Fact]
    public void The_end_of_an_outage_is_said_once()
    {
        outages.Failed(Peer, At(0));

        Assert.Equal(TimeSpan.FromSeconds(5), outages.Reached(Peer, At(5)));
        Assert.Null(outages.Reached(Peer, At(6)));
    }

    [Fact]
    public void Whoever_was_never_away_is_not_said_to_be_back() => Assert.Null(outages.Reached(Peer, At(0)));

    [Fact]
    public void Each_peer_has_outages_of_its_own()
    {
        outages.Failed(Peer, At(0));

        Assert.Equal(TimeSpan.Zero, outages.Failed("10.0.0.2:4053", At(1)));
        Assert.Null(outages.Failed(Peer, At(2)));
    }

    [Fact]
    public void An_outage_after_another_is_a_new_one()
    {
        outages.Failed(Peer, At(0));
        outages.Reached(Peer, At(5));

        Assert.Equal(TimeSpan.Zero, outages.Failed(Peer, At(10)));
    }

    [Fact]
    public void Whom_nobody_tries_to_reach_any_more_is_forgotten()
    {
        outages.Failed(Peer, At(0));
        outages.Failed("10.0.0.2:4053", At(31 * 60));

        Assert.Null(outages.Reached(Peer, At(31 * 60)));
    }

    private static TimeSpan At(int second) => TimeSpan.FromSeconds(second);
}
