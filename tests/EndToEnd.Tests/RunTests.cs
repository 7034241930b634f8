using System.Text.Json;
using System.Text.RegularExpressions;
using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>What a user sees of a sweep from its start to its second start.</summary>
public sealed partial class RunTests : IDisposable
{
    private const int Runs = 8;

    private readonly TemporaryRoot root = new();

    public void Dispose() => root.Dispose();

    private Task<SweepProcess> Run(string study, params string[] more) => SweepProcess.Run(["run", study, "--root", root.Root, .. more]);

    [Fact]
    public async Task A_study_that_is_run_again_does_nothing_and_says_so()
    {
        var study = root.Study(Studies.Small("2"));
        using var first = await Run(study);
        using var again = await Run(study);

        Assert.Equal((0, 0), (first.ExitCode, again.ExitCode));
        Assert.Equal(FinalLine.Of(first), FinalLine.Of(again));
        Assert.DoesNotContain("epoch", again.Out);
    }

    [Fact]
    public async Task One_more_latent_size_trains_only_the_new_cells()
    {
        using var first = await Run(root.Study(Studies.Small("2, 3")));
        using var grown = await Run(root.Study(Studies.Small("2, 3, 4")));

        var results = await Results(FinalLine.Of(grown).Sweep);
        Assert.Equal(6, results.GetArrayLength());
        using var plan = await SweepProcess.Run("plan", root.Study(Studies.Small("2, 3, 4, 5")), "--root", root.Root, "--format", "json");
        var planned = JsonDocument.Parse(plan.Out).RootElement;
        Assert.Equal((2, 6), (planned.GetProperty("to_run").GetInt32(), planned.GetProperty("reused").GetInt32()));
        Assert.Equal(2 * 6, grown.Out.Split('\n').Count(line => line.Contains("epoch ")));
    }

    [Fact]
    public async Task A_fresh_run_computes_everything_again_to_the_same_bits()
    {
        var study = root.Study(Studies.Small("2"));
        using var first = await Run(study);
        using var fresh = await Run(study, "--fresh");

        Assert.Equal(FinalLine.Of(first).Digest, FinalLine.Of(fresh).Digest);
        Assert.NotEqual(FinalLine.Of(first).Sweep, FinalLine.Of(fresh).Sweep);
        Assert.Equal(2 * 6, fresh.Out.Split('\n').Count(line => line.Contains("epoch ")));
    }

    [Fact]
    public async Task Ctrl_C_ends_in_order_and_says_how_to_go_on()
    {
        using var interrupted = SweepProcess.Start(
            root.Gate.Variables, ["run", root.Study(Studies.Gated(gateAt: 4)), "--root", root.Root, .. SweepProcess.WithTestModels]);
        await interrupted.Line(line => line.Contains("epoch "));
        interrupted.Interrupt();
        await interrupted.Exit();

        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains("sweep resume small-1", interrupted.Out + interrupted.Error);

        using var resumed = await SweepProcess.Run(["resume", "small-1", "--root", root.Root, .. SweepProcess.WithTestModels]);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Equal(Runs, FinalLine.Of(resumed).Completed);
    }

    [Fact]
    public async Task A_second_process_on_a_root_is_told_who_holds_it()
    {
        var study = root.Study(Studies.Endless(Runs));
        using var first = SweepProcess.Start("run", study, "--root", root.Root);
        await first.Line(line => line.Contains("epoch "));

        using var second = await Run(study);

        Assert.Equal(3, second.ExitCode);
        Assert.Contains(first.Id.ToString(), second.Error);
        first.Interrupt();
        await first.Exit();
        Assert.Equal(130, first.ExitCode);
    }

    [Fact]
    public async Task Status_of_a_sweep_at_work_comes_from_another_process_and_cancel_reaches_it()
    {
        using var running = SweepProcess.Start("run", root.Study(Studies.Endless(Runs)), "--root", root.Root);
        await running.Line(line => line.Contains("epoch "));

        using var status = await SweepProcess.Run("status", "endless-1", "--root", root.Root, "--format", "json");
        using var cancelled = await SweepProcess.Ask("cancel", "endless-1", "--root", root.Root);
        await running.Exit();

        Assert.Equal(Runs, JsonDocument.Parse(status.Out).RootElement.GetProperty("runs").GetProperty("total").GetInt32());
        Assert.Equal(0, cancelled.ExitCode);
        Assert.Equal(1, running.ExitCode);
        Assert.True(FinalLine.Of(running).Cancelled > 0, running.Out);
    }

    [Fact]
    public async Task A_run_that_fails_by_itself_leaves_the_others_alone()
    {
        using var process = await Run(root.Study("""
            name: failing
            dataset: synthetic-digits
            model: noop
            epochs: 3
            retries: 0
            objective: {metric: test_loss, goal: minimize}
            grids:
              - {name: good, parameters: {x: {values: [1, 2]}}}
              - {name: throws, parameters: {throw_at: 2}}
              - {name: diverges, parameters: {nan_at: 2}}
              - {name: memory, parameters: {oom_at: 1}}
            """));

        Assert.Equal(1, process.ExitCode);
        Assert.Equal((2, 3), (FinalLine.Of(process).Completed, FinalLine.Of(process).Failed));
        var results = await Results("failing-1");
        var errors = results.EnumerateArray()
            .Where(result => result.GetProperty("state").GetString() == "failed")
            .Select(result => result.GetProperty("error").GetString())
            .ToList();
        Assert.Equal(3, errors.Count);
        Assert.All(errors, error => Assert.False(string.IsNullOrWhiteSpace(error)));
    }

    [Fact]
    public async Task What_happens_to_a_run_is_logged_once_with_its_sweep_run_attempt_and_epoch()
    {
        using var ran = await Run(root.Study("""
            name: logged
            dataset: synthetic-digits
            model: noop
            epochs: 2
            retries: 1
            objective: {metric: test_loss, goal: minimize}
            parameters: {throw_at: 2, throw_once: true}
            """));
        Assert.True(ran.ExitCode == 0, ran.Error);

        using var logs = await SweepProcess.Run("logs", "logged-1", "0", "--root", root.Root);
        Assert.Equal(
            ["1 starts", "1 epoch 1", "1 failed", "2 starts", "2 epoch 2", "2 completed"],
            LogLine().Matches(logs.Out).Select(line => line.Groups[1].Value).ToList());
    }

    [GeneratedRegex(@"Sweep logged-1 run 0 attempt (\d (starts|epoch \d|failed|completed|stopped))")]
    private static partial Regex LogLine();

    private async Task<JsonElement> Results(string sweep)
    {
        using var process = await SweepProcess.Run("results", sweep, "--root", root.Root, "--format", "json");
        Assert.Equal(0, process.ExitCode);
        return JsonDocument.Parse(process.Out).RootElement.Clone();
    }
}
