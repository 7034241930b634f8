using Sweep.Coordinator.Results;
using Sweep.Coordinator.Sweeps;
using Sweep.Coordinator.Tests.Support;
using Sweep.Messages.Parameters;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Tests.Results;

public sealed class ProgressJsonTests
{
    /// <summary>As earlier versions wrote it.</summary>
    private const string EarlierShape = """
        [{"Run":3,"Attempt":2,"Node":"node-a","Incarnation":1,"Device":"cpu","Slot":0,"Cell":"{\"cell\":3}","Epoch":4,"Epochs":9,"Metrics":"{\"psnr\":20}"}]
        """;

    private static readonly Dictionary<int, int> NoAttempts = [];

    private static RunProgress Running(int run) => new(
        Some.Run(run), 2, Some.Slot(), ParameterSet.Empty.With("cell", new ParameterValue.Integer(run)), 4, 9, MetricSet.Of(("psnr", 20)));

    private static SweepProgress Progress(int running, int shown) => new(
        new SweepStatus(Some.Sweep, "some", SweepPhase.Active, new RunCounts(Waiting: 5, Running: running), null, null),
        [.. Enumerable.Range(0, shown).Select(Running)],
        0,
        0);

    private static RunsInTraining Read(string json) => ProgressJson.Read(new ProgressRow(Some.Sweep, Some.Moment, json));

    [Fact]
    public void All_runs_in_training_are_counted_though_not_all_are_shown()
    {
        var read = Read(ProgressJson.Write(Progress(running: 200, shown: 2), new Dictionary<int, int> { [7] = 3 }));

        Assert.Equal((200, Some.Moment), (read.Count, read.Updated));
        Assert.Equal([Running(0), Running(1)], read.Shown.AsEnumerable());
        Assert.Equal([new(7, 3)], read.LastAttempts);
    }

    [Fact]
    public void The_shape_of_earlier_versions_is_read()
    {
        var read = Read(EarlierShape);

        Assert.Equal(1, read.Count);
        Assert.Equal([Running(3)], read.Shown.AsEnumerable());
        Assert.Equal([new(3, 2)], read.LastAttempts);
    }

    [Fact]
    public void A_status_tells_how_many_runs_train_and_not_how_many_a_screen_shows()
    {
        using var folder = new TemporaryFolder();
        using var store = ResultsStore.Open(folder["sweep.db"]);
        var row = StoreRows.SweepNamed(total: 300) with { Id = Some.Sweep };
        store.Write(SweepProjection.Progress(Progress(running: 200, shown: 64), NoAttempts, TimeProvider.System.GetUtcNow()) with { Sweeps = [row] });

        Assert.Equal(new RunCounts(Waiting: 100, Running: 200), store.Status(row).Runs);
    }

    [Fact]
    public void What_was_said_long_ago_is_not_believed()
    {
        using var folder = new TemporaryFolder();
        using var store = ResultsStore.Open(folder["sweep.db"]);
        var row = StoreRows.SweepNamed(total: 300) with { Id = Some.Sweep };
        store.Write(SweepProjection.Progress(Progress(running: 200, shown: 64), NoAttempts, Some.Moment) with { Sweeps = [row] });

        Assert.Equal(200, store.FindTraining(row.Id, Some.Moment.AddSeconds(14))!.Count);
        Assert.Equal(0, store.FindTraining(row.Id, Some.Moment.AddSeconds(16))!.Count);
        Assert.Equal(new RunCounts(Waiting: 300), store.Status(row).Runs);
    }
}
