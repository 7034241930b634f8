using Sweep.Coordinator.Nodes;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Nodes;

public sealed class SlotOffersTests
{
    private static readonly SweepId A = new("a-1");
    private static readonly SweepId B = new("b-1");

    private readonly SlotOffers offers = new();

    private void Willing(SweepId sweep, int priority = 0)
    {
        offers.Add(sweep, priority);
        offers.Willing(sweep);
    }

    [Fact]
    public void Nobody_is_next_when_nobody_wants() => Assert.Null(offers.Next(Some.Node));

    [Fact]
    public void Equals_share_the_slots()
    {
        Willing(A);
        Willing(B);

        var taken = Enumerable.Range(0, 4).Select(number =>
        {
            var next = offers.Next(Some.Node)!.Value;
            offers.Taken(Some.Slot(number: number), next);
            return next;
        });

        Assert.Equal([A, B, A, B], taken);
    }

    [Fact]
    public void The_higher_priority_goes_first_whatever_it_has()
    {
        Willing(A);
        Willing(B, priority: 1);
        offers.Taken(Some.Slot(number: 0), B);

        Assert.Equal(B, offers.Next(Some.Node));
    }

    [Fact]
    public void Who_declined_is_not_asked_until_it_has_work_again()
    {
        Willing(A);
        offers.Unwilling(A);

        Assert.Null(offers.Next(Some.Node));
        offers.Willing(A);
        Assert.Equal(A, offers.Next(Some.Node));
    }

    [Fact]
    public void Who_passed_a_slot_is_offered_those_of_other_nodes()
    {
        Willing(A);
        offers.Pass(A, Some.Slot());

        Assert.Null(offers.Next(Some.Node));
        Assert.Equal(A, offers.Next(Some.OtherNode));
    }

    [Fact]
    public void Who_passed_a_slot_is_offered_it_again_when_it_says_so_or_a_slot_there_becomes_free()
    {
        Willing(A);
        offers.Pass(A, Some.Slot());
        offers.Willing(A);
        Assert.Equal(A, offers.Next(Some.Node));

        offers.Pass(A, Some.Slot());
        offers.Freed(Some.Slot(number: 1));
        Assert.Equal(A, offers.Next(Some.Node));
    }

    [Fact]
    public void Sweeps_that_all_pass_a_slot_are_offered_it_once_each()
    {
        Willing(A);
        Willing(B);

        foreach (var sweep in (SweepId[])[A, B])
        {
            Assert.Equal(sweep, offers.Next(Some.Node));
            offers.Taken(Some.Slot(), sweep);
            offers.Pass(sweep, Some.Slot());
        }

        Assert.Null(offers.Next(Some.Node));
    }

    [Fact]
    public void A_slot_that_was_passed_counts_for_nobody()
    {
        Willing(A);
        Willing(B);
        offers.Taken(Some.Slot(), A);
        offers.Pass(A, Some.Slot());
        offers.Taken(Some.Slot(Some.OtherNode), B);

        Assert.Equal(A, offers.Next(Some.OtherNode));
    }

    [Fact]
    public void A_sweep_that_left_is_not_asked_even_when_it_says_so()
    {
        Willing(A);
        offers.Remove(A);
        offers.Willing(A);

        Assert.Null(offers.Next(Some.Node));
    }

    [Fact]
    public void Slots_of_a_lost_node_are_nobodys()
    {
        Willing(A);
        Willing(B);
        offers.Taken(Some.Slot(number: 0), A);
        offers.Taken(Some.Slot(Some.OtherNode, 0), B);
        offers.Taken(Some.Slot(Some.OtherNode, 1), B);
        offers.Forget(Some.OtherNode);

        Assert.Equal(B, offers.Next(Some.Node));
    }
}
