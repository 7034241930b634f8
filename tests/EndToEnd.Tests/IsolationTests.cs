using System.Text.Json;
using System.Text.RegularExpressions;
using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>Trainings in child processes: what they do to themselves and what is done to them harms nothing else.</summary>
public sealed partial class IsolationTests : IDisposable
{
    private readonly TemporaryRoot root = new();

    public void Dispose() => root.Dispose();

    private SweepProcess Isolated(string study, params string[] more) => SweepProcess.Start(
        root.Gate.Variables,
        ["run", root.Study(study), "--root", root.Root, "--isolation", "process", "--slots", "2", .. SweepProcess.WithTestModels, .. more]);

    [Fact]
    public async Task Trainers_that_are_killed_at_random_moments_cost_no_run_its_checkpoints_and_change_no_bit()
    {
        const int Kills = 6;
        var random = new Random(20_251_120);

        using var disturbed = Isolated(Studies.Small() + "\nretries: 20");
        await disturbed.Line(IsEpoch);
        for (var kills = 0; kills < Kills && !disturbed.HasExited;)
        {
            await Moments.After(TimeSpan.FromMilliseconds(random.Next(20, 400)));
            if (disturbed.Trainers() is { Count: > 0 } trainers)
            {
                SweepProcess.Kill(trainers[random.Next(trainers.Count)]);
                kills++;
            }
        }

        await disturbed.Exit();

        Assert.True(disturbed.ExitCode == 0, disturbed.Error);
        Assert.Equal((await Undisturbed.End(Studies.Small())).Digest, FinalLine.Of(disturbed).Digest);
        Assert.Contains("SIGKILL", disturbed.Out);
        Assert.All(
            EpochsSaid(disturbed.Out),
            run => Assert.True(run.Epochs.SequenceEqual(run.Epochs.Distinct().Order()), $"Run {run.Run} trained epochs {string.Join(", ", run.Epochs)}."));
    }

    [Theory]
    [InlineData("write-to-null", "SIGSEGV")]
    [InlineData("abort", "SIGABRT")]
    [InlineData("exit", "exit code 7")]
    public async Task A_training_that_takes_its_process_down_fails_alone_and_says_how(string end, string reason)
    {
        using var process = Isolated(CrashingStudy(end));
        await process.Exit();

        Assert.Equal(1, process.ExitCode);
        Assert.Equal((3, 1), (FinalLine.Of(process).Completed, FinalLine.Of(process).Failed));
        Assert.Contains(reason, await ErrorOf(run: 3));
    }

    [MemoryLimitFact]
    public async Task A_training_that_the_kernel_kills_for_want_of_memory_is_told_apart_and_tried_again_after_all_others()
    {
        using var limit = MemoryLimit.TryMake(1400L << 20)!;
        using var process = SweepProcess.Limited(
            limit,
            [
                "run", root.Study(CrashingStudy("fill-memory", retries: 1, "spare_resumed: true")), "--root", root.Root, "--isolation", "process",
                "--slots", "2", .. SweepProcess.WithTestModels,
            ]);
        await process.Exit();

        Assert.True(process.ExitCode == 0, process.Out + process.Error);
        Assert.Contains("The kernel killed the training process, because memory ran out", process.Out);
        var completed = process.Out.Split('\n').Where(line => line.Contains(" completed: ", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, completed.Count(line => line.StartsWith("run ", StringComparison.Ordinal)));
        Assert.StartsWith("run 3 ", completed.Last(line => line.StartsWith("run ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_allocation_that_fails_is_want_of_memory_and_has_a_budget_of_its_own()
    {
        using var process = Isolated(CrashingStudy("allocate-too-much", retries: 1));
        await process.Exit();

        Assert.Equal((3, 1), (FinalLine.Of(process).Completed, FinalLine.Of(process).Failed));
        var failed = await ResultOf(run: 3);
        Assert.Equal(("oom", 2), (failed.GetProperty("failure").GetString(), failed.GetProperty("attempts").GetInt32()));
        Assert.StartsWith("No memory left", failed.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_crash_that_does_not_come_again_costs_one_attempt()
    {
        using var process = Isolated(CrashingStudy("abort", retries: 1, "spare_resumed: true"));
        await process.Exit();

        Assert.True(process.ExitCode == 0, process.Out + process.Error);
    }

    [Fact]
    public async Task What_libraries_print_is_no_part_of_the_conversation()
    {
        using var process = Isolated(CrashingStudy("garbage"));
        await process.Exit();

        Assert.True(process.ExitCode == 0, process.Out + process.Error);
    }

    [Fact]
    public async Task A_trainer_that_is_stuck_is_killed_and_the_others_go_on()
    {
        // Where others are slow they may be taken for stuck, too.
        using var process = Isolated(CrashingStudy("hang", retries: 5, "spare_resumed: true"), "--stuck-after", "5");
        await process.Exit();

        Assert.True(process.ExitCode == 0, process.Out + process.Error);
        Assert.Contains(process.Out.Split('\n'), line => line.StartsWith("run 3 ", StringComparison.Ordinal) && line.Contains("said nothing for 5 s"));
    }

    [Fact]
    public async Task No_trainer_outlives_a_node_that_is_killed()
    {
        using var process = Isolated(Endless);
        await process.Line(IsEpoch);
        var trainers = process.Trainers();
        Assert.NotEmpty(trainers);

        await process.Kill();

        await Processes.Gone(trainers);
    }

    [Fact]
    public async Task A_node_that_is_terminated_hands_back_its_runs_and_ends_its_trainers()
    {
        var study = Studies.Gated(gateAt: 4);
        using var process = Isolated(study);
        await process.Line(IsEpoch);
        var trainers = process.Trainers();

        process.Terminate();
        await process.Exit();

        Assert.Equal(130, process.ExitCode);
        await Processes.Gone(trainers);
        root.Gate.Open();
        using var resumed = Isolated(study);
        await resumed.Exit();
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Equal(await Undisturbed.End(study), FinalLine.Of(resumed));
    }

    [Fact]
    public async Task Pause_resume_and_cancel_reach_a_run_in_the_middle_of_an_epoch()
    {
        using var process = Isolated(Endless);
        await process.Line(IsEpoch);

        using var paused = await SweepProcess.Ask("pause", "endless-1", "--root", root.Root);
        await process.Line(
            line => line.Contains("interrupted", StringComparison.OrdinalIgnoreCase) || line.Contains("stopped", StringComparison.OrdinalIgnoreCase));
        using var resumed = await SweepProcess.Ask("resume", "endless-1", "--root", root.Root);
        using var cancelled = await SweepProcess.Ask("cancel", "endless-1", "--root", root.Root);
        await process.Exit();

        Assert.Equal((0, 0, 0), (paused.ExitCode, resumed.ExitCode, cancelled.ExitCode));
        Assert.Equal(2, FinalLine.Of(process).Cancelled);
    }

    private const string Endless = """
        name: endless
        dataset: synthetic-digits
        model: noop
        epochs: 100000
        objective: {metric: test_loss, goal: minimize}
        grids:
          - {name: quick, parameters: {milliseconds: 100}}
          - {name: slow, parameters: {milliseconds: 3000000}}
        """;

    private static string CrashingStudy(string end, int retries = 0, string more = "spare_resumed: false") => $$"""
        name: crashing
        dataset: synthetic-digits
        model: crashing
        epochs: 3
        retries: {{retries}}
        checkpoint: {every_epochs: 1}
        objective: {metric: test_loss, goal: minimize}
        grids:
          - {name: calm, parameters: {end: none}, seeds: [1, 2, 3]}
          - { name: crash, parameters: { end: {{end}}, {{more}} } }
        """;

    private static bool IsEpoch(string line) => line.Contains("epoch ", StringComparison.Ordinal);

    private static IEnumerable<(string Run, List<int> Epochs)> EpochsSaid(string output) => EpochLine().Matches(output)
        .GroupBy(match => match.Groups[1].Value)
        .Select(run => (run.Key, run.Select(match => int.Parse(match.Groups[2].Value)).ToList()));

    private async Task<string> ErrorOf(int run) => (await ResultOf(run)).GetProperty("error").GetString() ?? "";

    private async Task<JsonElement> ResultOf(int run)
    {
        using var process = await SweepProcess.Run("results", "crashing-1", "--root", root.Root, "--format", "json");
        return JsonDocument.Parse(process.Out).RootElement.EnumerateArray().Single(result => result.GetProperty("run").GetInt32() == run);
    }

    [GeneratedRegex(@"^run (\d+) epoch (\d+)/", RegexOptions.Multiline)]
    private static partial Regex EpochLine();
}
