using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;

namespace Sweep.Coordinator.Tests.Sweeps;

/// <summary>Six runs, of which run 5 is the longest and run 0 the shortest.</summary>
public sealed class WaitingRunsTests
{
    private readonly HashSet<int> cramped = [];
    private readonly HashSet<int> blocked = [];
    private readonly HashSet<int> taken = [];
    private readonly HashSet<int> away = [];
    private readonly WaitingRuns waiting;

    public WaitingRunsTests()
    {
        var definition = Some.Definition(6);
        var grid = Grid.From(definition with { Blocks = [definition.Blocks[0] with { Costs = new GridCosts([0], [1, 2, 3, 4, 5, 6]) }] });
        waiting = new WaitingRuns(new RunOrder(grid, Dependencies.Of(grid)), cramped.Contains);
    }

    private int? Take()
    {
        if (waiting.Peek(run => !blocked.Contains(run) && !taken.Contains(run), away.Contains) is not { } run)
        {
            return null;
        }

        waiting.Take(run);
        taken.Add(run);
        return run;
    }

    private List<int> TakeAll()
    {
        var runs = new List<int>();
        while (Take() is { } run)
        {
            runs.Add(run);
        }

        return runs;
    }

    private void Return(int run)
    {
        taken.Remove(run);
        waiting.Return(run);
    }

    [Fact]
    public void The_longest_run_is_taken_first() => Assert.Equal([5, 4, 3, 2, 1, 0], TakeAll());

    [Fact]
    public void What_is_peeked_at_stays_until_it_is_taken()
    {
        Assert.Equal(5, waiting.Peek(_ => true, _ => false));
        Assert.Equal(5, Take());
        Assert.Equal(4, waiting.Peek(_ => true, _ => false));
    }

    [Fact]
    public void Runs_that_were_begun_go_before_longer_ones_that_were_not_the_longest_of_them_first()
    {
        Assert.Equal([5, 4], [Take(), Take()]);
        Return(4);
        Return(5);

        Assert.Equal([5, 4, 3, 2, 1, 0], TakeAll());
    }

    [Fact]
    public void A_run_of_a_lost_node_that_this_process_never_took_goes_first_too()
    {
        Return(1);

        Assert.Equal([1, 5, 4, 3, 2, 0], TakeAll());
    }

    [Fact]
    public void A_run_that_was_passed_over_takes_its_place_in_the_order_once_it_can_start()
    {
        blocked.UnionWith([5, 2]);
        Assert.Equal(4, Take());
        blocked.Clear();
        waiting.Free(5);
        waiting.Free(2);

        Assert.Equal([5, 3, 2, 1, 0], TakeAll());
    }

    [Fact]
    public void Runs_that_found_no_memory_go_last()
    {
        Assert.Equal([5, 4], [Take(), Take()]);
        cramped.Add(5);
        Return(5);
        Return(4);

        Assert.Equal([4, 3, 2, 1, 0, 5], TakeAll());
    }

    [Fact]
    public void A_run_that_waits_already_goes_last_when_it_comes_back_as_one_that_does()
    {
        Return(1);
        cramped.Add(1);
        Return(1);

        Assert.Equal([5, 4, 3, 2, 0, 1], TakeAll());
    }

    [Fact]
    public void After_a_restart_runs_that_found_no_memory_go_last_too()
    {
        cramped.UnionWith([4, 1]);

        Assert.Equal([5, 3, 2, 0, 4, 1], TakeAll());
    }

    [Fact]
    public void Runs_that_rather_wait_are_left_out_and_keep_their_place()
    {
        Assert.Equal([5, 4], [Take(), Take()]);
        Return(4);
        Return(5);
        away.Add(5);
        Assert.Equal([4, 3], [Take(), Take()]);
        away.Clear();

        Assert.Equal([5, 2, 1, 0], TakeAll());
    }
}
