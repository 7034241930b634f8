using System.Security.Cryptography;
using System.Text;
using Sweep.Coordinator.Results;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Support;

/// <summary>Rows of a store, as few as a test can do with.</summary>
internal static class StoreRows
{
    public static readonly SweepId Sweep = new("quickstart-1");
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static SweepRow SweepNamed(string name = "quickstart", int number = 1, int total = 4) => new(
        new SweepId($"{name}-{number}"), name, number, "{}", "d", "name: "
            + name, false, new Objective("psnr", Goal.Maximize), total, 0, Start.AddMinutes(number));

    public static RunKey Key(int run) => RunKey.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes($"cell {run}")));

    public static ResultRow Completed(int run, double psnr = 20, SweepId? sweep = null, int epochs = 2) => new(
        new RunId(sweep ?? Sweep, run),
        Key(run),
        RunState.Completed,
        ParameterSet.From(
            [new("latent", new ParameterValue.Integer(15)), new("seed", new ParameterValue.Integer(run)), new("lr", new ParameterValue.Real(1e-3))]),
        MetricSet.Of(("psnr", psnr), ("test_loss", 0.1)),
        epochs,
        1.5,
        1,
        Start.AddSeconds(run))
    {
        Node = "here",
        Kind = "x64",
    };

    public static ResultRow Failed(int run) => Completed(run) with
    {
        State = RunState.Failed,
        Metrics = MetricSet.Empty,
        Failure = FailureKind.OutOfMemory,
        Error = "No room.",
    };

    public static EpochRow Epoch(int run, int epoch, int attempt = 1, double psnr = 20, SweepId? sweep = null) =>
        new(new RunId(sweep ?? Sweep, run), attempt, new EpochMetrics(epoch, MetricSet.Of(("psnr", psnr)), 0.5, 1000));
}
