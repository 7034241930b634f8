namespace Sweep.Cli.Drill;

/// <summary>Which faults strike, in which order: the same seed has the same ones.</summary>
public static class FaultPlan
{
    private const double ShareWithNext = 0.15;
    private const double LongestPauseSeconds = 2;

    /// <summary>Without end: round after round, each with every kind as often as it weighs.</summary>
    public static IEnumerable<Fault> Of(int seed, IReadOnlyCollection<FaultKind> kinds)
    {
        var random = new Random(seed);
        var order = Kinds(random, kinds).GetEnumerator();
        order.MoveNext();
        var wasWithNext = false;
        for (var number = 1; ; number++)
        {
            var kind = order.Current;
            order.MoveNext();
            var draw = random.NextDouble();
            var withNext = draw < ShareWithNext && !wasWithNext && FaultTraits.Of(kind).Target != FaultTraits.Of(order.Current).Target;
            var (least, most) = FaultTraits.Of(kind).Seconds;
            yield return new Fault(
                number, kind, random.Next(1000), TimeSpan.FromSeconds(least + ((most - least) * random.NextDouble())),
                TimeSpan.FromSeconds(LongestPauseSeconds * random.NextDouble()), withNext);
            wasWithNext = withNext;
        }
    }

    private static IEnumerable<FaultKind> Kinds(Random random, IReadOnlyCollection<FaultKind> kinds)
    {
        var round = kinds.Order().SelectMany(kind => Enumerable.Repeat(kind, FaultTraits.Of(kind).Weight)).ToArray();
        while (round.Length > 0)
        {
            random.Shuffle(round);
            foreach (var kind in round)
            {
                yield return kind;
            }
        }
    }
}
