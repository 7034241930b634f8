namespace Sweep.Models.Training;

/// <summary>What randomness is for; each purpose has a stream of its own. The numbers decide results: never change one.</summary>
public enum RandomPurpose
{
    Initialisation = 1,
    Split = 2,
    Shuffle = 3,
    NoiseTraining = 4,
    NoiseEvaluation = 5,
    Augmentation = 6,
}

/// <summary>
/// Seeds of independent streams, derived from a run's seed, a purpose and an epoch: nothing depends on what was drawn before, so that a run
/// resumed at an epoch draws what it would have, and runs with one seed see the same batches and the same noise.
/// </summary>
public static class RandomStreams
{
    /// <param name="epoch">Counted from 1; 0 for what is drawn once per run.</param>
    public static ulong Seed(long seed, RandomPurpose purpose, int epoch) => Mix(Mix(Mix((ulong)seed) + (ulong)purpose) + (ulong)epoch);

    // The finalizer of SplitMix64 (Steele, Lea, Flood 2014, https://doi.org/10.1145/2660193.2660195) after one step of its counter. It is a
    // bijection, so that streams which differ in one of the three have different seeds.
    internal static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

/// <summary>A stream of random numbers on the host, the same on every machine: SplitMix64.</summary>
public struct RandomStream(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        var value = RandomStreams.Mix(state);
        state += 0x9E3779B97F4A7C15;
        return value;
    }

    /// <summary>At least 0, less than 1, in steps of 2⁻⁵³.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>At least 0, less than <paramref name="bound"/>; unbiased to 2⁻³².</summary>
    public int NextBelow(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>The numbers from 0 to <paramref name="count"/> - 1 in random order (Fisher and Yates).</summary>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            var other = NextBelow(i + 1);
            order[i] = order[other];
            order[other] = i;
        }

        return order;
    }
}
