using FsCheck;
using FsCheck.Fluent;
using Sweep.Coordinator.Nodes;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Nodes;

/// <summary>Whatever sweeps come, go, want slots, decline them and free them: who gets the next one is fair.</summary>
public sealed class SlotOffersProperties
{
    private const int Slots = 9;

    private static readonly SweepId[] Sweeps = [.. Enumerable.Range(0, 5).Select(sweep => new SweepId($"sweep-{sweep}"))];

    [Fact]
    public void No_sweep_of_the_highest_priority_waits_while_a_lower_one_gets_a_slot_and_none_that_has_more_than_its_equals_gets_another() =>
        Check(Gen.Choose(0, 2).ArrayOf(Sweeps.Length), (priorities, steps) =>
        {
            var (offers, willing, users) = (new SlotOffers(), new HashSet<SweepId>(), new Dictionary<SlotId, SweepId>());
            for (var sweep = 0; sweep < Sweeps.Length; sweep++)
            {
                offers.Add(Sweeps[sweep], priorities[sweep]);
            }

            return steps.All(step =>
            {
                var (sweep, slot) = (Sweeps[step.Sweep], Some.Slot(number: step.Slot));
                switch (step.What)
                {
                    case 0:
                        offers.Willing(sweep);
                        willing.Add(sweep);
                        return true;
                    case 1:
                        offers.Unwilling(sweep);
                        willing.Remove(sweep);
                        return true;
                    case 2:
                        offers.Freed(slot);
                        users.Remove(slot);
                        return true;
                    default:
                        return users.ContainsKey(slot) || GivesFairly(slot);
                }
            });

            bool GivesFairly(SlotId slot)
            {
                if (offers.Next(Some.Node) is not { } next)
                {
                    return willing.Count == 0;
                }

                int Priority(SweepId sweep) => priorities[Array.IndexOf(Sweeps, sweep)];
                int InUse(SweepId sweep) => users.Values.Count(user => user == sweep);
                var isFair = willing.Contains(next)
                    && willing.All(other => Priority(other) <= Priority(next))
                    && willing.Where(other => Priority(other) == Priority(next)).All(other => InUse(other) >= InUse(next));
                offers.Taken(slot, next);
                users[slot] = next;
                return isFair;
            }
        });

    [Fact]
    public void Equals_that_always_want_slots_have_the_same_number_but_for_one() => Check(Gen.Constant(new int[Sweeps.Length]), (_, steps) =>
    {
        var (offers, users) = (new SlotOffers(), new Dictionary<SlotId, SweepId>());
        foreach (var sweep in Sweeps)
        {
            offers.Add(sweep, 0);
            offers.Willing(sweep);
        }

        Fill();
        return IsEven() && steps.Chunk(3).All(freed =>
        {
            foreach (var slot in freed.Select(step => Some.Slot(number: step.Slot)))
            {
                offers.Freed(slot);
                users.Remove(slot);
            }

            Fill();
            return IsEven();
        });

        void Fill()
        {
            foreach (var slot in Enumerable.Range(0, Slots).Select(number => Some.Slot(number: number)).Where(slot => !users.ContainsKey(slot)))
            {
                users[slot] = offers.Next(Some.Node)!.Value;
                offers.Taken(slot, users[slot]);
            }
        }

        bool IsEven()
        {
            var counts = Sweeps.Select(sweep => users.Values.Count(user => user == sweep)).ToList();
            return counts.Max() - counts.Min() <= 1;
        }
    });

    private static void Check(Gen<int[]> priorities, Func<int[], Step[], bool> holds)
    {
        var step =
            from what in Gen.Choose(0, 5)
            from sweep in Gen.Choose(0, Sweeps.Length - 1)
            from slot in Gen.Choose(0, Slots - 1)
            select new Step(what, sweep, slot);
        var cases =
            from given in priorities
            from steps in step.ArrayOf(60)
            select (given, steps);
        Prop.ForAll(cases.ToArbitrary(), item => holds(item.given, item.steps)).QuickCheckThrowOnFailure();
    }

    private sealed record Step(int What, int Sweep, int Slot);
}
