using System.Diagnostics;
using System.Globalization;
using Sweep.Coordinator.Grids;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

// Expands a grid of 1,000,000 cells with the hyperparameters of a dense autoencoder, on one thread: every cell with its key (SHA-256), its
// hyperparameters and its id. Prints the best and the median of seven rounds, and the memory that the grid keeps.
const int Rounds = 7;
var definition = MillionCells();
var seconds = new List<double>();
for (var round = 0; round < Rounds; round++)
{
    var watch = Stopwatch.StartNew();
    var grid = Grid.From(definition);
    var count = 0;
    foreach (var run in grid.Runs(new SweepId("bench-1")))
    {
        count += run.Parameters.Count > 0 ? 1 : 0;
    }

    seconds.Add(watch.Elapsed.TotalSeconds);
    if (count != 1_000_000)
    {
        throw new InvalidOperationException($"The grid has {count} cells.");
    }
}

seconds.Sort();
var before = GC.GetTotalMemory(forceFullCollection: true);
var kept = Grid.From(definition);
var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{kept.Count:N0} cells with keys: {seconds[0]:F2} s best, {seconds[Rounds / 2]:F2} s median of {Rounds}; the grid keeps {bytes / 1024} KiB"));

static GridDefinition MillionCells() => new(
    "bench",
    new Objective("psnr", Goal.Maximize),
    [
        new GridBlock(
            "",
            Set(("model", new ParameterValue.Text("dense-autoencoder")), ("dataset", new ParameterValue.Text("mnist")), ("epochs", new ParameterValue.Integer(20))),
            [
                Axis("latent", 100, i => new ParameterValue.Integer(i + 1)),
                Axis("lr", 100, i => new ParameterValue.Real((i + 1) / 1000.0)),
                Axis("l1", 10, i => new ParameterValue.Real(i / 100.0)),
                Axis("seed", 10, i => new ParameterValue.Integer(i)),
            ],
            []),
    ],
    [
        new ModelStamp("dense-autoencoder", "1", Set(
            ("augment", new ParameterValue.Text("none")),
            ("batch_size", new ParameterValue.Integer(128)),
            ("early_stop.patience", new ParameterValue.Integer(0)),
            ("hidden", new ParameterValue.List([new ParameterValue.Integer(512), new ParameterValue.Integer(256)])),
            ("loss", new ParameterValue.Text("mse")),
            ("noise.amount", new ParameterValue.Real(0)),
            ("noise.clip", new ParameterValue.Truth(true)),
            ("noise.factor", new ParameterValue.Real(0)),
            ("noise.type", new ParameterValue.Text("none")),
            ("noise.variance", new ParameterValue.Real(0)),
            ("optimizer", new ParameterValue.Text("adam")),
            ("precision", new ParameterValue.Text("fp32")),
            ("validation", new ParameterValue.Real(0)))),
    ],
    [new DataSetStamp("mnist", new string('a', 64))],
    new CheckpointPolicy(),
    2,
    new SweepResources(),
    "1");

static GridAxis Axis(string name, int count, Func<int, ParameterValue> value) => new(name, [.. Enumerable.Range(0, count).Select(i => Set((name, value(i))))]);

static ParameterSet Set(params (string Name, ParameterValue Value)[] values) => ParameterSet.From(values.Select(item => KeyValuePair.Create(item.Name, item.Value)));
