using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Sweep.Messages.Artifacts;
using Sweep.Messages.Parameters;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;
using Sweep.Messages.Studies;
using Sweep.Reports.Checks;

namespace Sweep.Reports.Tests.Support;

/// <summary>Made-up results.</summary>
internal static class Some
{
    public static readonly Objective Objective = new("psnr", Goal.Maximize);

    public static readonly Judgement Judgement = new(Objective);

    public static ParameterSet Parameters(params (string Name, object Value)[] values) =>
        ParameterSet.From(values.Select(item => KeyValuePair.Create(item.Name, Value(item.Value))));

    public static ParameterValue Value(object value) => value switch
    {
        int number => new ParameterValue.Integer(number),
        double number => new ParameterValue.Real(number),
        string text => new ParameterValue.Text(text),
        int[] list => new ParameterValue.List([.. list.Select(item => Value(item))]),
        object[] list => new ParameterValue.List([.. list.Select(Value)]),
        _ => throw new ArgumentException($"{value} is no value."),
    };

    public static ParameterCondition Where(string name, object value) => new(name, Value(value));

    public static RunSelection Runs(string? grid, params ParameterCondition[] where) => new(grid, [.. where]);

    /// <summary>A completed run with five epochs, whose metrics approach their final values.</summary>
    public static ReportRun Run(int index, ParameterSet parameters, params (string Name, double Value)[] metrics) => new(
        index,
        "",
        RunKey.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes($"{index}"))),
        RunState.Completed,
        parameters,
        MetricSet.Of(metrics),
        [.. Enumerable.Range(1, 5).Select(epoch => new EpochMetrics(epoch, MetricSet.From(metrics.Select(metric => KeyValuePair.Create(metric.Name, metric.Value * (1 - (0.5 / epoch))))), 0.5, 1000))],
        2.5);

    public static ImmutableArray<ReportRun> Measured(params IEnumerable<ReportRun> runs) => [.. runs];

    /// <summary>PSNR by size of the code, at one data set.</summary>
    public static ImmutableArray<ReportRun> ByLatent(params (int Latent, double Psnr)[] points) =>
        Measured(points.Select((point, i) => Run(i, Parameters(("latent", point.Latent)), ("psnr", point.Psnr))));

    /// <summary>Two data sets × three sizes of the code × three penalties × two seeds, with every metric that figures know.</summary>
    public static ReportInput Input(ReportPlan? plan = null, bool withArtifacts = true)
    {
        var runs = from dataset in new[] { "mnist", "fashion-mnist" }
                   from latent in new[] { 15, 30, 100 }
                   from l1 in new[] { 1e-5, 1e-4, 1e-3 }
                   from seed in new[] { 0, 1 }
                   select Parameters(("dataset", dataset), ("latent", latent), ("l1", l1), ("noise.variance", 0.1), ("hidden", new[] { 512, 256 }), ("model", "dense-autoencoder"), ("seed", seed));
        ImmutableArray<ReportRun> all = [.. runs.Select((parameters, i) => Run(i, parameters, Metrics(parameters)))];
        return new ReportInput(
            new SweepId("made-up-1"),
            plan ?? new ReportPlan("made-up", "Made-up results with <markup> & \"quotes\" in \u2028 their </script> texts.", "", [], [], []),
            Objective,
            ["dataset", "latent", "l1", "seed"],
            new RunCounts(Completed: all.Length),
            all,
            withArtifacts ? key => Artifacts(key) : _ => null)
        {
            Digest = new string('a', 64),
            Kinds = ["x64-avx512-libtorch"],
        };
    }

    /// <summary>A study with a figure of every kind, plain and with all that can be said.</summary>
    public static ReportPlan EveryKindOfFigure() => new("made-up", "Every kind of figure.", "000",
    [
        new(FigureKind.Curves, "Losses of the worst") { Metrics = ["train_loss", "test_loss"], Panels = "dataset", Pick = Pick.Worst },
        new(FigureKind.Curves, "PSNR by code") { Lines = "latent", Panels = "dataset", Pick = Pick.Best },
        new(FigureKind.Curves, "Losses by code") { Metrics = ["train_loss", "test_loss"], Lines = "latent", Pick = Pick.Mean },
        new(FigureKind.Curves, "Every cell"),
        new(FigureKind.Line, "PSNR against code") { X = "latent", Lines = "l1", Panels = "dataset" },
        new(FigureKind.Line, "Sparsity against penalty") { Metrics = ["latent_sparsity"], X = "l1", IsLogarithmic = true, Lines = "dataset", Pick = Pick.Best },
        new(FigureKind.Line, "Noisy and denoised") { Metrics = ["psnr_noisy", "psnr"], X = "latent", Panels = "dataset", Runs = Runs(null, Where("l1", 1e-4)) },
        new(FigureKind.Line, "PSNR by data set") { X = "dataset" },
        new(FigureKind.Bars, "Loss by cell") { Metrics = ["test_loss"] },
        new(FigureKind.Bars, "Loss by cell and data set") { Metrics = ["train_loss", "test_loss"], Panels = "dataset" },
        new(FigureKind.Bars, "Loss by code") { Metrics = ["test_loss"], X = "latent", Lines = "l1", Panels = "dataset" },
        new(FigureKind.Cells, "Best and worst") { Panels = "dataset" },
        new(FigureKind.Table, "All") { Metrics = ["psnr", "test_loss"] },
        new(FigureKind.Images, "Images") { Rows = ["original", "noisy", "reconstructed"], Panels = "dataset", Pick = Pick.Best, Columns = 8 },
        new(FigureKind.Errors, "Errors") { Panels = "dataset", Pick = Pick.Best },
        new(FigureKind.Errors, "Errors of the best"),
        new(FigureKind.Projection, "Components"),
        new(FigureKind.Projection, "Neighbours") { Panels = "dataset", Pick = Pick.Best, Projection = Projection.Neighbours },
    ],
    [], []);

    /// <summary>Three clusters of codes, ten images of gradients, errors around 0.02.</summary>
    public static TestArtifacts Artifacts(RunKey key, int count = 300)
    {
        var random = new Random(key.GetHashCode());
        var labels = Enumerable.Range(0, count).Select(i => (byte)(i % 3)).ToImmutableArray();
        var images = Enumerable.Range(0, 10 * 28 * 28).Select(i => (byte)(i % 256)).ToImmutableArray();
        return new TestArtifacts(28, 28, labels)
        {
            Originals = images,
            Noisy = [.. images.Select(pixel => (byte)(pixel ^ random.Next(64)))],
            Reconstructions = [.. images.Select(pixel => (byte)(pixel / 2))],
            Errors = [.. Enumerable.Range(0, count).Select(_ => 0.02f + (float)(random.NextDouble() * 0.01))],
            Codes = [.. Clusters(random, labels)],
            Explained = [0.6f, 0.3f, 0.05f, 0.02f],
        };
    }

    private static IEnumerable<float> Clusters(Random random, ImmutableArray<byte> labels) =>
        labels.SelectMany(label => Enumerable.Range(0, 4).Select(component => (float)((component == label ? 10 : 0) + random.NextDouble())));

    private static (string, double)[] Metrics(ParameterSet parameters)
    {
        var (latent, l1) = (parameters.Integer("latent"), parameters.Real("l1"));
        var psnr = (parameters.Text("dataset") == "mnist" ? 18 : 16) + (2 * Math.Log10(latent)) - (300 * l1) + (0.01 * parameters.Integer("seed"));
        return
        [
            ("psnr", psnr), ("psnr_noisy", psnr - 4), ("train_loss", Math.Pow(10, -psnr / 10)), ("test_loss", 1.1 * Math.Pow(10, -psnr / 10)),
            ("latent_sparsity", 0.2 + (100 * l1)), ("latent_mean", 1 - (100 * l1)),
        ];
    }
}
