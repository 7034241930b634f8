using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Sweeps;

public sealed class AssignmentsTests
{
    private readonly HashSet<int> ended = [];
    private readonly Assignments assignments;
    private int failedAttempt;

    public AssignmentsTests() => assignments = new Assignments(
        Some.Sweep,
        Some.GridOf(3),
        fresh: false,
        Dependencies.Of(Some.GridOf(3)),
        run => ended.Contains(run) ? RunState.Completed : RunState.Waiting,
        _ => failedAttempt,
        _ => false,
        longestDoubt: TimeSpan.FromSeconds(20));

    private AssignedRun? Take(int slot = 0) => Take(Some.Slot(number: slot))?.Runs.Single();

    private AssignBundle? Take(SlotId slot) => assignments.Next(_ => false) is { } next ? assignments.Take(next, slot) : null;

    [Fact]
    public void Runs_are_taken_in_grid_order_each_once()
    {
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(slot => Take(slot)!.Spec.Id.Index));
        Assert.Null(Take());
    }

    [Fact]
    public void Runs_that_have_ended_are_not_taken()
    {
        ended.UnionWith([0, 2]);

        Assert.Equal(1, Take()!.Spec.Id.Index);
        Assert.Null(Take());
    }

    [Fact]
    public void A_returned_run_goes_first_and_has_the_next_attempt()
    {
        var first = Take()!;
        assignments.Return(first.Spec.Id.Index, first.Attempt);

        var again = Take()!;

        Assert.Equal((0, 2), (again.Spec.Id.Index, again.Attempt));
    }

    [Fact]
    public void After_a_restart_attempts_count_on_from_the_last_that_failed()
    {
        failedAttempt = 2;

        Assert.Equal(3, Take()!.Attempt);
    }

    [Fact]
    public void After_a_restart_attempts_count_on_from_those_whose_epochs_are_stored()
    {
        ended.Add(2);
        assignments.CountOn(new Dictionary<int, int> { [0] = 4, [2] = 3, [7] = 2 });

        Assert.Equal((0, 5), (Take()!.Spec.Id.Index, assignments.Leases.Single().Attempt));
        Assert.Equal(1, Take(1)!.Attempt);
    }

    [Fact]
    public void A_node_must_stop_what_is_no_run_of_the_grid()
    {
        var strangers = assignments.Adopt(Some.Node, [Some.Lease(-1), Some.Lease(3)], Some.Moment);

        Assert.Equal([-1, 3], strangers.Select(stranger => stranger.Run.Index));
    }

    [Fact]
    public void A_node_must_stop_a_run_of_another_grid_and_what_it_says_of_it_does_not_count()
    {
        var stranger = Some.Lease(0, attempt: 7) with { Key = Some.OtherKey };

        Assert.Equal([stranger], assignments.Adopt(Some.Node, [stranger], Some.Moment).AsEnumerable());

        Assert.Empty(assignments.Leases);
        Assert.False(assignments.Admits(Some.Ended(0, Some.CompletedOutcome(), attempt: 7, Some.OtherKey), Some.Node));
        Assert.Equal((0, 1), (Take()!.Spec.Id.Index, assignments.Leases.Single().Attempt));
    }

    [Fact]
    public void A_run_of_another_grid_is_told_from_one_of_the_same_name_and_attempt_that_is_leased_to_its_node()
    {
        var key = Take()!.Spec.Key;
        var stranger = Some.Lease(0) with { Key = Some.OtherKey };

        Assert.Equal([stranger], assignments.Adopt(Some.Node, [stranger], Some.Moment).AsEnumerable());

        Assert.Equal(key, assignments.Leases.Single().Key);
        Assert.False(assignments.Admits(Some.Ended(0, Some.CompletedOutcome(), key: Some.OtherKey), Some.Node));
        Assert.True(assignments.Admits(Some.Ended(0, Some.CompletedOutcome(), key: key), Some.Node));
    }

    [Fact]
    public void A_node_that_names_no_keys_keeps_its_leases()
    {
        var bundle = Take(Some.Slot())!;
        var lease = new Lease(bundle.Runs[0].Spec.Id, bundle.Runs[0].Attempt, bundle.Bundle, bundle.Slot);

        Assert.Empty(assignments.Adopt(Some.Node, [lease], Some.Moment));
        Assert.Empty(assignments.Adopt(Some.Node, [lease], Some.Moment.AddSeconds(30)));

        Assert.Equal([lease with { Key = bundle.Runs[0].Spec.Key }], assignments.Leases);
    }

    [Fact]
    public void A_delayed_run_is_not_taken_before_its_time()
    {
        Take();
        assignments.Return(0, attempt: 1, delayed: true);

        Assert.Equal([1, 2], [Take()!.Spec.Id.Index, Take()!.Spec.Id.Index]);
        Assert.Null(Take());
        assignments.Resume(0);
        Assert.Equal(0, Take()!.Spec.Id.Index);
    }

    [Fact]
    public void The_runs_of_a_lost_node_are_taken_again()
    {
        Take();

        Assert.Single(assignments.Lose(Some.Node));
        Assert.Equal(0, Take()!.Spec.Id.Index);
    }

    [Fact]
    public void The_loss_of_an_earlier_incarnation_leaves_the_later_one_its_leases()
    {
        var later = Some.Node with { Incarnation = 2 };
        Take(Some.Slot(later));

        Assert.Empty(assignments.Lose(Some.Node));
    }

    [Fact]
    public void What_a_node_says_it_runs_is_not_started_again()
    {
        Assert.Empty(assignments.Adopt(Some.Node, [Some.Lease(0, attempt: 5)], Some.Moment));

        Assert.Equal(1, Take()!.Spec.Id.Index);
        Assert.True(assignments.Admits(Some.Ended(0, Some.CompletedOutcome(), attempt: 5), Some.Node));
        Assert.False(assignments.Admits(Some.Ended(0, Some.CompletedOutcome(), attempt: 4), Some.Node));
    }

    [Fact]
    public void An_attempt_that_has_ended_is_not_taken_over_though_its_node_goes_on_naming_it()
    {
        var lease = new Lease(Some.Run(0), 1, Take(Some.Slot())!.Bundle, Some.Slot());
        assignments.Return(0, attempt: 1);

        Assert.Empty(assignments.Adopt(Some.Node, [lease], Some.Moment));
        Assert.Empty(assignments.Leases);
        Assert.Equal(2, Take()!.Attempt);
    }

    [Fact]
    public void After_a_restart_an_attempt_that_failed_is_not_taken_over()
    {
        failedAttempt = 3;

        Assert.Empty(assignments.Adopt(Some.Node, [Some.Lease(0, attempt: 3)], Some.Moment));
        Assert.Empty(assignments.Leases);
        assignments.Adopt(Some.Node, [Some.Lease(0, attempt: 4)], Some.Moment);
        Assert.Single(assignments.Leases);
    }

    [Fact]
    public void A_node_must_stop_what_has_ended_or_is_leased_to_another()
    {
        ended.Add(2);
        var lease = Take(Some.Slot())!;

        var strangers = assignments.Adopt(Some.OtherNode, [Some.Lease(0, slot: Some.Slot(Some.OtherNode)), Some.Lease(2, slot: Some.Slot(Some.OtherNode))], Some.Moment);

        Assert.Equal([0, 2], strangers.Select(stranger => stranger.Run.Index));
        Assert.Equal(lease.Bundle, assignments.Leases.Single().Bundle);
    }

    [Fact]
    public void A_zombie_is_told_from_the_node_that_holds_the_lease()
    {
        Take();

        Assert.True(assignments.Admits(Some.Ended(0, Some.CompletedOutcome()), Some.Node));
        Assert.False(assignments.Admits(Some.Ended(0, Some.CompletedOutcome()), Some.OtherNode));
    }

    [Fact]
    public void A_lease_that_its_node_does_not_name_for_long_is_taken_back()
    {
        Take();

        assignments.Adopt(Some.Node, [], Some.Moment);
        assignments.Adopt(Some.Node, [], Some.Moment.AddSeconds(19.9));
        Assert.Single(assignments.Leases);
        assignments.Adopt(Some.Node, [], Some.Moment.AddSeconds(20));

        Assert.Empty(assignments.Leases);
        Assert.Equal(0, Take()!.Spec.Id.Index);
    }

    [Fact]
    public void A_lease_that_its_node_names_in_time_stays()
    {
        var bundle = Take(Some.Slot())!;
        var lease = new Lease(bundle.Runs[0].Spec.Id, bundle.Runs[0].Attempt, bundle.Bundle, bundle.Slot, bundle.Runs[0].Spec.Key);

        assignments.Adopt(Some.Node, [], Some.Moment);
        assignments.Adopt(Some.Node, [lease], Some.Moment.AddSeconds(15));
        assignments.Adopt(Some.Node, [], Some.Moment.AddSeconds(30));
        assignments.Adopt(Some.Node, [], Some.Moment.AddSeconds(45));

        Assert.Equal([lease], assignments.Leases);
    }
}
