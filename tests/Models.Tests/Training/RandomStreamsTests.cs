using FsCheck;
using FsCheck.Fluent;
using Sweep.Models.Training;

namespace Sweep.Models.Tests.Training;

public class RandomStreamsTests
{
    private static readonly RandomPurpose[] Purposes = Enum.GetValues<RandomPurpose>();

    [Fact]
    public void Streams_that_differ_in_anything_have_different_seeds() => Prop.ForAll(
        Streams().Two().ToArbitrary(),
        pair => (pair.Item1 == pair.Item2) == (RandomStreams.Seed(pair.Item1.Seed, pair.Item1.Purpose, pair.Item1.Epoch)
            == RandomStreams.Seed(pair.Item2.Seed, pair.Item2.Purpose, pair.Item2.Epoch))).QuickCheckThrowOnFailure();

    [Fact]
    public void All_streams_of_many_small_runs_differ()
    {
        var seeds =
            from seed in Enumerable.Range(0, 50)
            from purpose in Purposes
            from epoch in Enumerable.Range(0, 50)
            select RandomStreams.Seed(seed, purpose, epoch);

        Assert.Equal(50 * 50 * Purposes.Length, seeds.Distinct().Count());
    }

    [Fact]
    public void Seeds_stay_what_they_are() =>
        Assert.Equal(SeedOfOldResults, RandomStreams.Seed(7, RandomPurpose.Shuffle, 3));

    [Fact]
    public void A_permutation_holds_each_number_once() => Prop.ForAll(
        Gen.Choose(0, 500).ToArbitrary(),
        count => new RandomStream((ulong)count).Permutation(count).Order().SequenceEqual(Enumerable.Range(0, count))).QuickCheckThrowOnFailure();

    [Fact]
    public void Permutations_are_even()
    {
        var stream = new RandomStream(1);
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 24_000; i++)
        {
            var order = string.Concat(stream.Permutation(4));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        // 24 orders, 1000 each expected, standard deviation 31.
        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 840, 1160));
    }

    // The first numbers of SplitMix64 from seed 1234567: https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
    [Fact]
    public void The_stream_is_SplitMix64()
    {
        var stream = new RandomStream(1234567);

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431],
            new[] { stream.Next(), stream.Next(), stream.Next(), stream.Next() });
    }

    private const ulong SeedOfOldResults = 11788000809220886667;

    private static Gen<(long Seed, RandomPurpose Purpose, int Epoch)> Streams() =>
        from seed in Gen.OneOf(Gen.Choose(0, 3).Select(value => (long)value), ArbMap.Default.GeneratorFor<long>())
        from purpose in Gen.Elements(Purposes)
        from epoch in Gen.Choose(0, 3)
        select (seed, purpose, epoch);
}
