using FsCheck;
using FsCheck.Fluent;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Results;

public class SweepDigestTests
{
    [Fact]
    public void Digest_of_no_runs_is_the_hash_of_nothing() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", new SweepDigest().ToHex());

    [Fact]
    public void Digest_does_not_depend_on_the_order_of_runs() => Prop.ForAll<double[], int>((values, seed) =>
    {
        var runs = values.Index().ToArray();
        var shuffled = runs.ToArray();
        new Random(seed).Shuffle(shuffled);
        return Digest(runs) == Digest(shuffled);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Digest_changes_with_any_bit_of_any_metric() => Prop.ForAll<NonEmptyArray<double>, NonNegativeInt, NonNegativeInt>((values, which, bit) =>
    {
        var runs = values.Get.Index().ToArray();
        var changed = runs.ToArray();
        var (index, value) = changed[which.Get % runs.Length];
        var flipped = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) ^ (1L << (bit.Get % 64)));
        changed[which.Get % runs.Length] = (index, flipped);

        // All NaN are one.
        return (double.IsNaN(value) && double.IsNaN(flipped)) || Digest(runs) != Digest(changed);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Digest_changes_with_the_key_the_name_and_the_number_of_runs()
    {
        var digests = new HashSet<string>
        {
            Digest([(0, 1.0)]),
            Digest([(1, 1.0)]),
            Digest([(0, 1.0), (0, 1.0)]),
            Digest([(0, 1.0)], "test_loss"),
        };

        Assert.Equal(4, digests.Count);
    }

    private static string Digest(IEnumerable<(int Run, double Value)> runs, string name = "psnr")
    {
        var digest = new SweepDigest();
        foreach (var (run, value) in runs)
        {
            digest.Add(StoreRows.Key(run), MetricSet.Of((name, value)));
        }

        return digest.ToHex();
    }
}
