using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Sweep.Messages.Runs;
using Sweep.Models.Training;
using Objective = Sweep.Messages.Runs.Objective;

namespace Sweep.GpuNode.Tests.Support;

/// <summary>States of runs to be kept.</summary>
internal static class SomeCheckpoint
{
    public static readonly Objective LeastLoss = new("val_loss", Goal.Minimize);

    public static readonly CheckpointPolicy KeepTwo = new(EveryEpochs: 1, Keep: 2);

    public static RunKey Key(string name = "a run") => RunKey.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <param name="losses">One per epoch.</param>
    public static LaneState State(params double[] losses) => new(
        losses.Length,
        Attempts: 1,
        [new("weight", "F32", [2, 3], Bytes(24, losses.Length)), new("step", "I64", [1], Bytes(8, losses.Length))],
        [.. losses.Select((loss, index) => Epoch(index + 1, loss))]);

    public static byte[] Bytes(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => (byte)((i * 37) + (seed * 11)))];

    public static void Same(LaneState expected, LaneState? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal((expected.Epoch, expected.Attempts), (actual.Epoch, actual.Attempts));
        Assert.Equal(expected.Parameters, actual.Parameters);
        Assert.Equal(expected.Tensors.Select(Text), actual.Tensors.Select(Text));
        Assert.Equal(expected.History.Select(Text), actual.History.Select(Text));
    }

    private static EpochMetrics Epoch(int epoch, double loss) =>
        new(epoch, MetricSet.Of(("val_loss", loss), ("psnr", -10 * Math.Log10(loss))), 0.25 + epoch, 1e5 / 3);

    private static string Text(TensorData tensor) =>
        $"{tensor.Name} {tensor.ElementType} [{string.Join(",", tensor.Shape)}] {Convert.ToHexString(tensor.Bytes)}";

    private static string Text(EpochMetrics epoch) =>
        $"{epoch.Epoch} {string.Join(" ", epoch.Metrics.Select(metric => $"{metric.Key}={Bits(metric.Value)}"))} "
        + $"{Bits(epoch.Seconds)} {Bits(epoch.SamplesPerSecond)}";

    private static string Bits(double value) => BitConverter.DoubleToInt64Bits(value).ToString("x16");
}
