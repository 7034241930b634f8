using Sweep.Coordinator.Documents;
using Sweep.Coordinator.Nodes;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Nodes;

public sealed class NodeRegistryTests
{
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(30);

    private readonly NodeRegistry registry = new(LeaseDuration);

    private static RegisterNode Registration(NodeId node, params Lease[] running) =>
        new(node, "cpu", [Some.Slot(node, 0), Some.Slot(node, 1)], [.. running]);

    [Fact]
    public void The_slots_of_a_new_node_are_free_but_for_those_in_use()
    {
        registry.Register(Registration(Some.Node, Some.Lease(0, slot: Some.Slot(number: 1))), Some.Moment);

        Assert.Equal([Some.Slot(number: 0)], registry.FreeSlots);
        Assert.Equal(2, Assert.Single(registry.List(Some.Moment)).Slots);
    }

    [Fact]
    public void An_occupied_slot_is_free_when_it_is_freed()
    {
        registry.Register(Registration(Some.Node), Some.Moment);
        registry.Occupy(Some.Slot(number: 0));

        Assert.Equal([Some.Slot(number: 1)], registry.FreeSlots);
        registry.Free(Some.Slot(number: 0));
        Assert.Equal(2, registry.FreeSlots.Count);
    }

    [Fact]
    public void A_node_that_renews_stays_and_a_silent_one_goes()
    {
        registry.Register(Registration(Some.Node), Some.Moment);
        registry.Register(Registration(Some.OtherNode), Some.Moment);

        Assert.True(registry.Renew(new RenewLeases(Some.Node, []), Some.Moment + LeaseDuration));

        Assert.Empty(registry.Expire(Some.Moment + LeaseDuration));
        Assert.Equal([Some.OtherNode], registry.Expire(Some.Moment + LeaseDuration + TimeSpan.FromSeconds(1)));
        Assert.Equal([Some.Node], registry.Nodes);
    }

    [Fact]
    public void A_stranger_cannot_renew() => Assert.False(registry.Renew(new RenewLeases(Some.Node, []), Some.Moment));

    [Fact]
    public void A_node_that_comes_back_as_a_new_process_replaces_its_dead_self()
    {
        var reborn = Some.Node with { Incarnation = 2 };
        registry.Register(Registration(Some.Node), Some.Moment);
        registry.Occupy(Some.Slot(number: 0));

        Assert.Equal(Some.Node, registry.Register(Registration(reborn), Some.Moment));

        Assert.Equal([Some.Slot(reborn, 0), Some.Slot(reborn, 1)], registry.FreeSlots);
        Assert.False(registry.Renew(new RenewLeases(Some.Node, []), Some.Moment));
    }

    [Fact]
    public void Registering_again_replaces_nothing()
    {
        registry.Register(Registration(Some.Node), Some.Moment);

        Assert.Null(registry.Register(Registration(Some.Node), Some.Moment));
    }

    [Fact]
    public void A_late_word_of_the_dead_self_does_not_oust_the_living()
    {
        var reborn = Some.Node with { Incarnation = 2 };
        registry.Register(Registration(reborn), Some.Moment);

        Assert.Null(registry.Register(Registration(Some.Node), Some.Moment));
        Assert.True(registry.Knows(reborn));
    }

    [Fact]
    public void The_slots_of_a_drained_node_are_not_offered_even_when_it_registers_again()
    {
        registry.Register(Registration(Some.Node), Some.Moment);
        registry.Drain(Some.Node, "for repair");
        registry.Register(Registration(Some.Node), Some.Moment);

        Assert.Empty(registry.FreeSlots);
        Assert.Equal("for repair", registry.DrainReason(Some.Node));
    }

    [Fact]
    public void A_drained_node_that_comes_back_as_a_new_process_is_offered_again()
    {
        var reborn = Some.Node with { Incarnation = 2 };
        registry.Register(Registration(Some.Node), Some.Moment);
        registry.Drain(Some.Node, "for repair");
        registry.Register(Registration(reborn), Some.Moment);

        Assert.Equal(2, registry.FreeSlots.Count);
        Assert.Null(registry.DrainReason(reborn));
    }

    [Fact]
    public void A_failing_node_is_drained_once_and_the_last_one_never()
    {
        registry.Register(Registration(Some.Node), Some.Moment);
        Assert.False(registry.DrainFailing(Some.Node, "5 bundles crashed"));

        registry.Register(Registration(Some.OtherNode), Some.Moment);
        Assert.True(registry.DrainFailing(Some.Node, "5 bundles crashed"));
        Assert.False(registry.DrainFailing(Some.Node, "6 bundles crashed"));
        Assert.False(registry.DrainFailing(Some.OtherNode, "5 bundles crashed"));
        Assert.All(registry.FreeSlots, slot => Assert.Equal(Some.OtherNode, slot.Node));
    }

    [Fact]
    public void A_slot_in_use_that_its_node_has_not_named_for_the_length_of_a_lease_is_unused()
    {
        registry.Register(Registration(Some.Node), Some.Moment);
        registry.Occupy(Some.Slot(number: 0));
        registry.Occupy(Some.Slot(number: 1));
        var renewal = new RenewLeases(Some.Node, [Some.Lease(0, slot: Some.Slot(number: 1))]);

        registry.Renew(renewal, Some.Moment);
        registry.Renew(renewal, Some.Moment + (LeaseDuration / 2));
        Assert.Empty(registry.Unused(Some.Node, Some.Moment + (LeaseDuration / 2)));
        registry.Renew(renewal, Some.Moment + LeaseDuration);
        Assert.Equal([Some.Slot(number: 0)], registry.Unused(Some.Node, Some.Moment + LeaseDuration));

        registry.Free(Some.Slot(number: 0));
        Assert.Empty(registry.Unused(Some.Node, Some.Moment + LeaseDuration));
    }

    [Fact]
    public void However_many_renewals_come_at_once_a_bundle_may_be_on_its_way()
    {
        registry.Register(Registration(Some.Node), Some.Moment);
        registry.Occupy(Some.Slot(number: 0));

        for (var renewal = 0; renewal < 10; renewal++)
        {
            registry.Renew(new RenewLeases(Some.Node, []), Some.Moment);
        }

        Assert.Empty(registry.Unused(Some.Node, Some.Moment));
    }

    [Fact]
    public void A_slot_that_is_named_in_between_is_in_use()
    {
        registry.Register(Registration(Some.Node), Some.Moment);
        registry.Occupy(Some.Slot(number: 0));
        var (silent, naming) = (new RenewLeases(Some.Node, []), new RenewLeases(Some.Node, [Some.Lease(0, slot: Some.Slot(number: 0))]));
        var now = Some.Moment;

        foreach (var renewal in (RenewLeases[])[silent, silent, naming, silent, silent])
        {
            registry.Renew(renewal, now);
            now += LeaseDuration / 3;
        }

        Assert.Empty(registry.Unused(Some.Node, now));
    }

    [Fact]
    public void A_slot_that_is_given_away_anew_has_all_its_time_again()
    {
        registry.Register(Registration(Some.Node), Some.Moment);
        registry.Occupy(Some.Slot(number: 0));
        registry.Renew(new RenewLeases(Some.Node, []), Some.Moment);

        registry.Occupy(Some.Slot(number: 0));
        registry.Renew(new RenewLeases(Some.Node, []), Some.Moment + LeaseDuration);

        Assert.Empty(registry.Unused(Some.Node, Some.Moment + LeaseDuration));
    }

    [Fact]
    public void A_node_that_says_that_it_drains_is_offered_nothing_from_then_on()
    {
        registry.Register(Registration(Some.Node), Some.Moment);
        registry.Occupy(Some.Slot(number: 0));

        registry.Renew(new RenewLeases(Some.Node, [], "SIGTERM"), Some.Moment);
        registry.Free(Some.Slot(number: 0));

        Assert.Empty(registry.FreeSlots);
        Assert.Equal("SIGTERM", registry.DrainReason(Some.Node));
    }

    [Fact]
    public void A_coordinator_that_has_just_begun_hears_of_the_draining_with_the_registration()
    {
        registry.Register(Registration(Some.Node) with { DrainReason = "SIGTERM" }, Some.Moment);

        Assert.Empty(registry.FreeSlots);
    }

    [Fact]
    public void That_a_node_has_finished_is_news_once()
    {
        registry.Register(Registration(Some.Node, Some.Lease(0)), Some.Moment);
        registry.Drain(Some.Node, "for repair");

        Assert.False(registry.IsDrained(Some.Node));
        Assert.True(registry.Drained(Some.Node));
        Assert.True(registry.IsDrained(Some.Node));
        Assert.False(registry.Drained(Some.Node));
        Assert.False(registry.Drained(Some.OtherNode));
        Assert.Empty(registry.RunningOn(Some.Node));
    }

    [Fact]
    public void Nodes_are_listed_by_name_with_what_they_last_said()
    {
        registry.Register(Registration(Some.OtherNode, Some.Lease(0, slot: Some.Slot(Some.OtherNode))), Some.Moment);
        registry.Register(Registration(Some.Node), Some.Moment);
        registry.Drain(Some.OtherNode, "for repair");

        var listed = registry.List(Some.Moment + TimeSpan.FromSeconds(3));

        Assert.Equal([Some.Node, Some.OtherNode], listed.Select(node => node.Node));
        Assert.Equal((2, 2, null), (listed[0].Slots, listed[0].Free, listed[0].DrainReason));
        Assert.Equal((2, 1, "for repair"), (listed[1].Slots, listed[1].Free, listed[1].DrainReason));
        Assert.Single(listed[1].Running);
        Assert.All(listed, node => Assert.Equal(TimeSpan.FromSeconds(3), node.Silence));
    }

    [Fact]
    public void A_node_is_listed_as_drained_when_it_says_so_and_not_when_it_names_no_run()
    {
        registry.Register(Registration(Some.Node), Some.Moment);
        registry.Drain(Some.Node, "for repair");
        Assert.Equal("draining", NodeJson.State(registry.List(Some.Moment).Single()));

        registry.Drained(Some.Node);

        Assert.Equal("drained", NodeJson.State(registry.List(Some.Moment).Single()));
    }

    [Fact]
    public void A_node_is_found_by_its_name()
    {
        registry.Register(Registration(Some.Node), Some.Moment);

        Assert.Equal(Some.Node, registry.Find(Some.Node.Name));
        Assert.Null(registry.Find(Some.OtherNode.Name));
    }
}
