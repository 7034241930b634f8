using System.Text.Json;
using Sweep.Cli.Drill;
using Sweep.Cli.Output;

namespace Sweep.Cli.Tests.Drill;

public sealed class DrillReportTests
{
    private static FaultOutcome Outcome(int number, FaultKind kind, double? toGoOn, double? lost, params string[] violations) =>
        new(new Fault(number, kind, 0, TimeSpan.Zero, TimeSpan.Zero, false), "node-1", 1, toGoOn, lost, violations);

    private static readonly DrillReport Report = new(
        5,
        2,
        [
            Outcome(1, FaultKind.NodeKilled, 4, 1), Outcome(2, FaultKind.NodeKilled, 10, 0), Outcome(3, FaultKind.NodeKilled, null, 0.5),
            Outcome(4, FaultKind.CoordinatorKilled, 7, 0, "run 3 was restarted"),
            FaultOutcome.NotStruck(Outcome(5, FaultKind.TrainerKilled, null, null).Fault, "node-2"),
            Outcome(6, FaultKind.DatabaseStopped, 3, null),
        ],
        ["drill-1: Run 2 has no result."],
        new Dictionary<FaultKind, string> { [FaultKind.DiskFull] = "no root" });

    [Fact]
    public void Violations_of_faults_and_of_sweeps_count() => Assert.Equal(2, Report.Violations);

    [Fact]
    public void Each_kind_has_its_median_and_its_worst()
    {
        var kinds = Report.Kinds.ToList();

        Assert.Equal(
            [
                new KindSummary(FaultKind.NodeKilled, 3, new Spread(7, 10), new Spread(0.5, 1)),
                new KindSummary(FaultKind.CoordinatorKilled, 1, new Spread(7, 7), new Spread(0, 0)),
                new KindSummary(FaultKind.DatabaseStopped, 1, new Spread(3, 3), null),
            ],
            kinds);
        Assert.Null(Spread.Of([]));
    }

    [Fact]
    public void A_fault_is_one_line() =>
        Assert.Equal(
            "fault 4 coordinator-killed node-1: 1 runs touched, went on after 7.0 s, 0.0 s lost; VIOLATION: run 3 was restarted",
            DrillOutput.Line(Report.Outcomes[3]));

    [Fact]
    public void A_fault_that_could_not_be_struck_says_so() =>
        Assert.Equal("fault 5 trainer-killed node-2: not struck, for it could not be", DrillOutput.Line(Report.Outcomes[4]));

    [Fact]
    public void Lost_training_that_is_not_known_is_not_called_none() => Assert.Contains("unknown lost", DrillOutput.Line(Report.Outcomes[5]));

    [Fact]
    public void Programs_get_every_fault_and_what_was_left_out()
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        DrillOutput.Write(new Terminal(output, error, IsInteractive: false, Width: 120), OutputFormat.Json, Report);

        var json = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal((5, 2), (json.GetProperty("seed").GetInt32(), json.GetProperty("violations").GetInt32()));
        Assert.Equal("no root", json.GetProperty("skipped").GetProperty("disk-full").GetString());
        Assert.Equal([true, true, true, true, false, true], json.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("struck").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("faults")[2].GetProperty("seconds_to_go_on").ValueKind);
        Assert.Contains("5 faults over 2 sweeps, 2 violations", error.ToString());
    }
}
