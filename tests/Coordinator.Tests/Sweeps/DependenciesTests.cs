using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Events;
using Sweep.Messages.Parameters;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Sweeps;

/// <summary>Runs 0 to 2 need nothing; run 3 takes the encoder of run 1, run 4 that of run 3, run 5 that of a run elsewhere.</summary>
public sealed class DependenciesTests
{
    private readonly Grid grid = GridWithEncoders();
    private readonly Dependencies dependencies;
    private readonly SweepState state = new();
    private readonly Assignments assignments;

    public DependenciesTests()
    {
        dependencies = Dependencies.Of(grid);
        state.Apply(Some.Submitted(), grid.Count);
        assignments = new Assignments(
            Some.Sweep, grid, fresh: false, dependencies, run => state[run], state.FailedAttemptOf, _ => false, TimeSpan.FromSeconds(8));
    }

    [Fact]
    public void Each_run_knows_which_it_needs()
    {
        Assert.Equal([null, null, null, 1, 3, null], Enumerable.Range(0, 6).Select(dependencies.NeededBy));
        Assert.Equal([3], dependencies.DependentsOf(1));
        Assert.Equal([3, 4], dependencies.Dependents);
    }

    [Fact]
    public void A_grid_without_encoders_has_none() => Assert.Empty(Dependencies.Of(Some.GridOf(5)).Dependents);

    [Fact]
    public void A_run_is_passed_over_until_the_one_it_needs_has_completed()
    {
        Assert.Equal([0, 1, 2, 5], TakeAll());

        Assert.False(Complete(0));
        Assert.Empty(TakeAll());
        Assert.True(Complete(1));
        Assert.Equal([3], TakeAll());
        Assert.True(Complete(3));
        Assert.Equal([4], TakeAll());
    }

    [Fact]
    public void A_run_whose_needed_one_was_reused_waits_for_nothing()
    {
        state.Apply(Some.Reused(1, 3));

        Assert.Equal([0, 2, 4, 5], TakeAll());
    }

    [Fact]
    public void After_a_restart_what_had_completed_is_not_waited_for()
    {
        state.Apply(Some.Completed(1));

        Assert.Equal([0, 2, 3, 5], TakeAll());
    }

    [Fact]
    public void A_failed_attempt_that_is_tried_again_frees_nothing()
    {
        TakeAll();
        state.Apply(Some.Failed(1));
        assignments.Return(1, attempt: 1);

        Assert.Equal([1], TakeAll());
        Assert.Empty(Orphans());
    }

    [Fact]
    public void A_run_fails_with_the_one_it_needs_and_so_does_what_needs_it()
    {
        state.Apply(Some.Failed(1, final: true));

        var first = Assert.IsType<SweepEvent.RunFailed>(Assert.Single(Orphans()));
        Assert.Equal((3, 0, FailureKind.BadConfig, true, ""), (first.Run, first.Attempt, first.Failure, first.Final, first.Node));
        Assert.Equal("It takes the encoder of run some-1/1, which failed: mend that one and start the sweep again.", first.Error);
        state.Apply(first);
        Assert.Equal(4, Assert.IsType<SweepEvent.RunFailed>(Assert.Single(Orphans())).Run);
        Assert.Empty(Enumerable.Range(3, 2).Intersect(TakeAll()));
    }

    [Fact]
    public void A_sweep_whose_last_runs_failed_with_the_one_they_need_ends()
    {
        foreach (var run in new[] { 0, 2, 5 })
        {
            state.Apply(Some.Completed(run));
        }

        state.Apply(Some.Failed(1, final: true));
        while (Orphans().FirstOrDefault() is { } orphan)
        {
            Assert.Null(SweepDecider.Close(state, Some.Moment));
            state.Apply(orphan);
        }

        state.Apply(SweepDecider.Close(state, Some.Moment)!);
        Assert.Equal((SweepPhase.Completed, 3, 3), (state.Phase, state.Completed, state.Failed));
    }

    [Fact]
    public void A_cancelled_sweep_leaves_no_orphans()
    {
        state.Apply(Some.Failed(1, final: true));
        state.Apply(new SweepEvent.SweepCancelled(Some.Moment));

        Assert.Empty(Orphans());
    }

    private bool Complete(int run)
    {
        state.Apply(Some.Completed(run));
        return assignments.End(run);
    }

    private List<int> TakeAll()
    {
        var taken = new List<int>();
        while (assignments.Next(_ => false) is { } next)
        {
            taken.Add(assignments.Take(next, Some.Slot()).Runs.Single().Spec.Id.Index);
        }

        return taken;
    }

    private IEnumerable<SweepEvent> Orphans() => SweepDecider.FailOrphans(state, dependencies, dependencies.Dependents, Some.Moment);

    internal static Grid GridWithEncoders()
    {
        var definition = Some.Definition(3);
        Func<Grid, string>[] unknown = [before => before.KeyAt(1).ToString(), before => before.KeyAt(3).ToString(), _ => new string('e', 64)];
        foreach (var needed in unknown)
        {
            var encoder = new ParameterValue.Text(needed(Grid.From(definition)));
            var block = new GridBlock($"after-{definition.Blocks.Length}", definition.Blocks[0].Fixed.With(RunSpec.EncoderParameter, encoder), [], []);
            definition = definition with { Blocks = definition.Blocks.Add(block) };
        }

        return Grid.From(definition);
    }
}
