using System.Text;
using Sweep.Cli.Engine;
using Sweep.Cli.Tests.Support;
using Sweep.Coordinator.Grids;
using Sweep.Coordinator.Results;
using Sweep.Coordinator.Roots;
using Sweep.Coordinator.Studies;
using Sweep.GpuNode.Nodes;
using Sweep.Messages.Catalogue;
using Sweep.Messages.Progress;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;
using Sweep.Models.Catalogue;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Tests.Engine;

/// <summary>Runs that take the encoder of others, from study to result.</summary>
public sealed class DependentRunsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly TemporaryFolder folder = new();
    private readonly DataSetLibrary dataSets = new(DataSetOptions.From(null, _ => null));

    public void Dispose() => folder.Dispose();

    private SubmitSweep Submission(string rate = "0.001", string headRate = "0.001", bool fresh = false)
    {
        var text = $$"""
            name: some
            dataset: synthetic-digits
            objective: {metric: test_loss, goal: minimize}
            epochs: 1
            grids:
              - {name: codes, model: dense-autoencoder, parameters: {hidden: [12], latent: {values: [3, 5]}, lr: {{rate}} } }
              - {name: frozen, model: encoder-classifier, seeds: 2, parameters: {encoder: {grid: codes, latent: 5}, lr: {{headRate}} } }
            """;
        var catalogue = new Catalogue(ModelCatalogue.BuiltIn.Descriptions, dataSets.Names, dataSets.Describe);
        var study = StudyReader.Parse("some.yaml", Encoding.UTF8.GetBytes(text), catalogue);
        return new SubmitSweep(study.Name, GridDefinitionJson.Write(study.Grid), text, fresh);
    }

    private async Task<(SweepStatus Status, IReadOnlyList<ResultRow> Results)> Run(SubmitSweep submission)
    {
        var root = SweepRoot.At(folder.Path);
        using var rootLock = root.Acquire(TimeProvider.System);
        using var store = ResultsStore.Open(root.Database);
        var options = new LocalEngineOptions(root, store, ModelCatalogue.BuiltIn, dataSets, "node-a", [new DeviceSlots("cpu", 2)], TimeProvider.System);
        await using var engine = await LocalEngine.StartAsync(options);
        var sweep = await engine.SubmitAsync(submission, new Ignorance()).WaitAsync(Limit);
        var status = await sweep.Ended.WaitAsync(Limit);
        return (status, [.. store.Results(status.Id)]);
    }

    [Fact]
    public async Task A_run_takes_the_encoder_that_another_of_its_sweep_has_trained()
    {
        var (status, results) = await Run(Submission());

        Assert.Equal(new RunCounts(Completed: 4), status.Runs);
        Assert.All(results.Skip(2), result => Assert.InRange(result.Metrics["accuracy"]!.Value, 0.02, 1));
    }

    [Fact]
    public async Task The_encoder_of_an_earlier_sweep_serves_where_its_result_is_reused()
    {
        await Run(Submission());

        var (again, results) = await Run(Submission(headRate: "0.01"));
        var (fresh, _) = await Run(Submission(headRate: "0.01", fresh: true));

        Assert.Equal(new RunCounts(Completed: 4), again.Runs);
        Assert.Equal([true, true, false, false], results.Select(result => result.Source is not null));
        Assert.Equal(again.Digest, fresh.Digest);
    }

    [Fact]
    public async Task Without_the_checkpoint_of_a_reused_run_it_says_what_to_do_and_that_helps()
    {
        await Run(Submission());
        Directory.Delete(SweepRoot.At(folder.Path).Checkpoints, recursive: true);

        var (status, results) = await Run(Submission(headRate: "0.01"));
        var (fresh, _) = await Run(Submission(headRate: "0.01", fresh: true));

        Assert.Equal(new RunCounts(Completed: 2, Failed: 2), status.Runs);
        Assert.Contains("start the sweep with --fresh, which trains that run again", results[3].Error);
        Assert.Equal(new RunCounts(Completed: 4), fresh.Runs);
    }

    [Fact]
    public async Task Where_the_encoder_diverges_what_needs_it_fails_with_the_reason()
    {
        var (status, results) = await Run(Submission(rate: "1e30"));

        Assert.Equal(new RunCounts(Failed: 4), status.Runs);
        Assert.All(results.Skip(2), result => Assert.Equal(
            (FailureKind.BadConfig, "It takes the encoder of run some-1/1, which failed: mend that one and start the sweep again."),
            (result.Failure!.Value, result.Error)));
    }

    private sealed class Ignorance : IProgressDisplay
    {
        public void Show(SweepProgress progress) { }

        public void Show(RunEvent happened) { }
    }
}
