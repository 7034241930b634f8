using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.Training;

namespace Sweep.CrashingModel;

/// <summary>Trains nothing, and in its second epoch does what no exception handler can catch.</summary>
public sealed class Crashing : Model
{
    private const int FatalEpoch = 2;

    /// <summary>What is set on nodes where <c>abort-where-told</c> aborts.</summary>
    private const string Told = "CRASHING_MODEL_ABORTS";

    // Where nothing kills it, it ends with 2 GiB.
    private const int PartBytes = 16 << 20;
    private const int MostParts = 128;

    public override ModelDescription Description { get; } = new(
        "crashing", "1", "Takes its process down.",
        [
            .. new Noop().Description.Parameters.Where(parameter => parameter.Name is "model" or "dataset" or "epochs" or "seed" or "early_stop.patience"),
            new("end", ParameterKind.Text, "How.", new ParameterValue.Text("none"), Choices: [
                "none", "write-to-null", "abort", "exit", "hang", "garbage", "allocate-too-much", "fill-memory", "abort-where-told",
            ]),
            new("spare_resumed", ParameterKind.Truth, "Not in an attempt that goes on from a checkpoint.", new ParameterValue.Truth(false)),
        ],
        ["test_loss"],
        static _ => [],
        static (_, _) => new ModelEstimate(0, 0, 0));

    public override LaneTraining Start(TrainingStart start) =>
        new Training(start.Resumed && start.Parameters.Truth("spare_resumed") ? "none" : start.Parameters.Text("end"));

    private sealed class Training(string end) : LaneTraining
    {
        public override EpochResult TrainEpoch(int epoch, CancellationToken stop)
        {
            if (epoch == FatalEpoch)
            {
                Die();
            }

            return new EpochResult(MetricSet.Of(("test_loss", 1.0 / epoch)), 0, TimeSpan.Zero);
        }

        public override ImmutableArray<TensorData> Capture() => [new TensorData("nothing", "U8", [1], [0])];

        public override void Restore(ImmutableArray<TensorData> tensors) { }

        public override void Dispose() { }

        private void Die()
        {
            switch (end)
            {
                case "write-to-null":
                    _ = Fill(0, 1, 64);
                    break;
                case "abort":
                    Abort();
                    break;
                case "exit":
                    ExitNow(7);
                    break;
                case "hang":
                    while (true)
                    {
                        _ = Pause();
                    }

                case "allocate-too-much":
                    Marshal.FreeHGlobal(Marshal.AllocHGlobal((nint)1 << 50));
                    break;
                case "fill-memory":
                    FillMemory();
                    break;
                case "abort-where-told" when Environment.GetEnvironmentVariable(Told) is not null:
                    Abort();
                    break;
                case "garbage":
                    Console.WriteLine("This goes where a library would write it.");
                    break;
                default:
                    break;
            }
        }
    }

    // Memory that was only asked for is not in use.
    private static void FillMemory()
    {
        for (var part = 0; part < MostParts; part++)
        {
            _ = Fill(Marshal.AllocHGlobal(PartBytes), 1, PartBytes);
        }
    }

    [DllImport("libc", EntryPoint = "memset")]
    private static extern nint Fill(nint destination, int value, nuint bytes);

    [DllImport("libc", EntryPoint = "abort")]
    private static extern void Abort();

    [DllImport("libc", EntryPoint = "_exit")]
    private static extern void ExitNow(int code);

    [DllImport("libc", EntryPoint = "pause")]
    private static extern int Pause();
}
