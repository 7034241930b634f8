namespace Sweep.Messages.Tests.Support;

/// <summary>Random and damaged bytes, the same in every run.</summary>
internal static class Fuzz
{
    /// <summary>How many cases to try: <c>SWEEP_FUZZ_CASES</c>, else 400,000.</summary>
    public static int Cases { get; } = int.TryParse(Environment.GetEnvironmentVariable("SWEEP_FUZZ_CASES"), out var cases) ? cases : 400_000;

    public static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(64)];
        random.NextBytes(noise);
        return noise;
    }

    /// <summary>A copy with bytes changed, cut off, doubled or inserted.</summary>
    public static byte[] Damage(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 16))));
                    break;
                default:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 8)));
                    break;
            }
        }

        return [.. bytes];
    }
}
