using FsCheck;
using FsCheck.Fluent;
using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Sweeps;

public sealed class TailPolicyTests
{
    private static BusySlot Busy(double speed, double freeIn) => new(Some.Slot(Some.OtherNode), speed, TimeSpan.FromSeconds(freeIn));

    [Theory]
    [InlineData(1, 5, true)]
    [InlineData(1, 79, false)]
    [InlineData(2, 5, false)]
    public void The_last_run_waits_for_a_fast_slot_that_ends_it_clearly_sooner(int waiting, double freeIn, bool waits) =>
        Assert.Equal(waits, TailPolicy.Waits(cost: 100, waiting, speed: 1, [Busy(speed: 10, freeIn)]));

    [Fact]
    public void As_many_runs_wait_as_find_faster_slots()
    {
        BusySlot[] inUse = [Busy(10, 5), Busy(10, 5), Busy(10, 95)];

        Assert.True(TailPolicy.Waits(100, 2, 1, inUse));
        Assert.False(TailPolicy.Waits(100, 3, 1, inUse));
    }

    [Fact]
    public void Nothing_waits_for_a_slot_that_is_no_faster() => Assert.False(TailPolicy.Waits(100, 1, speed: 10, [Busy(10, 0), Busy(1, 0)]));

    [Fact]
    public void Nothing_waits_where_speed_or_cost_is_not_known()
    {
        Assert.False(TailPolicy.Waits(100, 1, null, [Busy(10, 0)]));
        Assert.False(TailPolicy.Waits(0, 1, 1, [Busy(10, 0)]));
    }

    [Fact]
    public void No_slot_is_refused_while_more_runs_wait_than_slots_are_in_use()
    {
        var slots =
            from speed in Gen.Choose(1, 100)
            from freeIn in Gen.Choose(0, 100)
            select Busy(speed, freeIn);
        var cases =
            from inUse in slots.ArrayOf(6)
            from speed in Gen.Choose(1, 100)
            from cost in Gen.Choose(1, 10_000)
            select (inUse, speed, cost);
        Prop.ForAll(cases.ToArbitrary(), item => !TailPolicy.Waits(item.cost, item.inUse.Length + 1, item.speed, item.inUse)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nodes_get_work_in_proportion_to_their_speed(bool keepsBack)
    {
        var end = Simulation.Run([1, 2, 10], Enumerable.Repeat(1.0, 1300), keepsBack);

        Assert.Equal([100, 200, 1000], end.RunsOf.Select(runs => (int)Math.Round(runs / 10.0) * 10));
    }

    [Fact]
    public void The_last_long_run_of_a_sweep_is_not_left_to_a_slow_node()
    {
        double[] speeds = [1, 30, 30];
        var costs = Enumerable.Repeat(300.0, 21).ToList();

        var (kept, greedy) = (Simulation.Run(speeds, costs, keepsBack: true), Simulation.Run(speeds, costs, keepsBack: false));

        // At 0 s each node has a run, which takes the slow one 300 s; the fast ones have done all others after 100 s.
        Assert.Equal(300, greedy.Seconds, 6);
        Assert.Equal(300, kept.Seconds, 6);
        var (late, lateGreedy) = (Simulation.Run(speeds, costs, true, joinsAt: 95), Simulation.Run(speeds, costs, false, joinsAt: 95));
        Assert.InRange(late.Seconds, 100, 111);
        Assert.InRange(lateGreedy.Seconds, 395, 396);
    }

    [Fact]
    public void What_is_kept_back_never_ends_later_than_it_would_have_by_what_is_expected_and_nothing_is_left_over()
    {
        var cases =
            from speeds in Gen.Choose(1, 40).ArrayOf(4)
            from costs in Gen.Choose(1, 500).ArrayOf(25)
            select (Speeds: speeds.Select(speed => (double)speed).ToArray(), Costs: costs.Select(cost => (double)cost).OrderDescending().ToArray());
        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            var (kept, greedy) = (Simulation.Run(item.Speeds, item.Costs, true), Simulation.Run(item.Speeds, item.Costs, false));
            return kept.RunsOf.Sum() == item.Costs.Length && kept.Seconds <= greedy.Seconds * 1.000001;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_run_is_not_kept_back_for_ever_by_one_that_is_stuck()
    {
        // The fast slot was expected to be free after 10 s. What takes longer is expected to take as long again.
        var waited = Enumerable.Range(10, 1000).First(second => !TailPolicy.Waits(100, 1, 1, [Busy(speed: 10, freeIn: second - 10)]));

        Assert.InRange(waited, 10, 100);
    }

    /// <summary>One slot on each node, and a clock that jumps from event to event; slots that were refused are offered again every second.</summary>
    private static class Simulation
    {
        public sealed record End(double Seconds, int[] RunsOf);

        /// <param name="joinsAt">When the first node comes.</param>
        public static End Run(double[] speeds, IEnumerable<double> costs, bool keepsBack, double joinsAt = 0)
        {
            var (waiting, now, runsOf) = (new Queue<double>(costs), 0.0, new int[speeds.Length]);
            var freeAt = speeds.Select((_, node) => node == 0 ? joinsAt : 0).ToArray();
            var last = 0.0;
            while (waiting.Count > 0)
            {
                // The fastest first, as the coordinator offers them.
                foreach (var node in Enumerable.Range(0, speeds.Length).Where(node => freeAt[node] <= now).OrderByDescending(node => speeds[node]).ToList())
                {
                    var inUse = Enumerable.Range(0, speeds.Length).Where(other => freeAt[other] > now)
                        .Select(other => new BusySlot(Some.Slot(new NodeId($"node-{other}", 1)), speeds[other], TimeSpan.FromSeconds(freeAt[other] - now)));
                    if (waiting.Count > 0 && !(keepsBack && TailPolicy.Waits(waiting.Peek(), waiting.Count, speeds[node], inUse)))
                    {
                        freeAt[node] = now + (waiting.Dequeue() / speeds[node]);
                        last = Math.Max(last, freeAt[node]);
                        runsOf[node]++;
                    }
                }

                now = freeAt.Where(at => at > now).Append(now + 1).Min();
            }

            return new End(last, runsOf);
        }
    }
}
