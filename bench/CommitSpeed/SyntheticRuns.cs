using System.Security.Cryptography;
using System.Text;
using Sweep.Coordinator.Results;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Bench.CommitSpeed;

/// <summary>Rows as a grid of dense autoencoders makes them: six metrics an epoch, random in all their digits.</summary>
internal sealed class SyntheticRuns
{
    public const int Epochs = 20;

    private static readonly SweepId Id = new("commit-speed-1");
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random random = new(1);

    public SyntheticRuns(ResultsStore store) => store.Write(new StoreBatch
    {
        Sweeps = [new SweepRow(Id, "commit-speed", 1, "{}", "", "", false, new Objective("psnr", Goal.Maximize), 1_000_000, 0, Start)],
    });

    public StoreBatch Batch(int first, int count)
    {
        var results = new List<ResultRow>(count);
        var epochs = new List<EpochRow>(count * Epochs);
        for (var run = first; run < first + count; run++)
        {
            var id = new RunId(Id, run);
            var parameters = Parameters(run);
            for (var epoch = 1; epoch <= Epochs; epoch++)
            {
                epochs.Add(new EpochRow(id, 1, new EpochMetrics(epoch, Metrics(), random.NextDouble(), 60_000 * random.NextDouble())));
            }

            var key = RunKey.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(ParameterJson.Write(parameters))));
            var (last, seconds, ended) = (epochs[^1].Metrics.Metrics, random.NextDouble(), Start.AddSeconds(run));
            results.Add(new ResultRow(id, key, RunState.Completed, parameters, last, Epochs, seconds, Attempts: 1, ended)
            {
                Node = "bench",
                Kind = "x64-avx512 libtorch",
            });
        }

        return new StoreBatch { Results = results, Epochs = epochs };
    }

    private static ParameterSet Parameters(int run) => ParameterSet.From(new Dictionary<string, ParameterValue>
    {
        ["model"] = new ParameterValue.Text("dense-autoencoder"),
        ["dataset"] = new ParameterValue.Text("mnist"),
        ["latent"] = new ParameterValue.Integer(15 + (run % 85)),
        ["lr"] = new ParameterValue.Real(1e-3),
        ["batch_size"] = new ParameterValue.Integer(128),
        ["epochs"] = new ParameterValue.Integer(Epochs),
        ["seed"] = new ParameterValue.Integer(run),
    });

    private MetricSet Metrics() => MetricSet.Of(
        ("train_loss", random.NextDouble()),
        ("test_loss", random.NextDouble()),
        ("psnr", 30 * random.NextDouble()),
        ("psnr_noisy", 30 * random.NextDouble()),
        ("latent_mean", random.NextDouble()),
        ("latent_sparsity", random.NextDouble()));
}
