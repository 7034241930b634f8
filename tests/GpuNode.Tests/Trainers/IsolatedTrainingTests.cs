using System.Collections.Concurrent;
using System.Diagnostics;
using Sweep.GpuNode.Tests.Support;
using Sweep.GpuNode.Trainers;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Tests.Trainers;

public sealed class IsolatedTrainingTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ScriptedTrainer trainer = new();
    private readonly ConcurrentQueue<object> told = [];
    private readonly ConcurrentQueue<string> log = [];
    private readonly ConcurrentQueue<string> alarms = [];

    public void Dispose() => trainer.Dispose();

    private RunOutcome LastOutcome => Assert.Single(told.OfType<RunReport.Ended>()).Outcome;

    private string LastError => Assert.IsType<RunOutcome.Failed>(LastOutcome).Error;

    private async Task Train(TrainerOptions options, CancellationToken stop = default, Action<object>? hear = null)
    {
        await using var training = new IsolatedTraining(options, TimeProvider.System, new TrainerLog(log.Enqueue, alarms.Enqueue));
        await Train(training, SomeBundle.Assignment(), stop, hear);
    }

    private async Task Train(IsolatedTraining training, AssignBundle assignment, CancellationToken stop = default, Action<object>? hear = null)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        training.Begin(
            assignment,
            message =>
            {
                told.Enqueue(message);
                hear?.Invoke(message);
            },
            ended.SetResult,
            stop);
        await ended.Task.WaitAsync(Limit);
    }

    [Fact]
    public async Task What_a_trainer_says_is_passed_on_in_order_and_once()
    {
        var ended = SomeBundle.Ended(SomeBundle.Completed());
        await Train(trainer.Script(
            trainer.Ready,
            ScriptedTrainer.Hear,
            trainer.Say(SomeBundle.Epoch(1), SomeBundle.Epoch(2), ended, ended, new BundleDone(SomeBundle.Assignment().Bundle)),
            "cat > /dev/null"));

        Assert.Equal([SomeBundle.Epoch(1), SomeBundle.Epoch(2), ended], told);
    }

    [Theory]
    [InlineData("SEGV", "SIGSEGV")]
    [InlineData("ABRT", "SIGABRT")]
    [InlineData("BUS", "SIGBUS")]
    public async Task The_signal_that_ends_a_trainer_is_named_with_its_last_words(string signal, string name)
    {
        await Train(trainer.Script(trainer.Ready, ScriptedTrainer.Hear, "echo it hurts >&2", $"kill -{signal} $$"));

        Assert.Equal(FailureKind.Crashed, Assert.IsType<RunOutcome.Failed>(LastOutcome).Kind);
        Assert.Contains($"ended by {name}: it hurts", LastError);
    }

    [Fact]
    public async Task An_exit_in_the_middle_of_a_bundle_fails_its_runs()
    {
        await Train(trainer.Script(trainer.Ready, ScriptedTrainer.Hear, trainer.Say(SomeBundle.Epoch(1)), "exit 7"));

        Assert.Equal(SomeBundle.Epoch(1), told.First());
        Assert.Contains("exit code 7", LastError);
    }

    [Fact]
    public async Task A_trainer_that_does_not_stop_is_killed_and_its_run_goes_on_from_its_checkpoint()
    {
        using var stop = new CancellationTokenSource();
        RunReport[] epochs = [SomeBundle.Epoch(1), SomeBundle.Epoch(2), SomeBundle.Epoch(3, saved: false)];
        var options = trainer.Script(trainer.Ready, ScriptedTrainer.Hear, trainer.Say([.. epochs]), "exec sleep 1000");

        await Train(options with { StopGrace = TimeSpan.FromMilliseconds(50) }, stop.Token, message =>
        {
            if (message is RunReport.Epoch { Metrics.Epoch: 3 })
            {
                stop.Cancel();
            }
        });

        Assert.Equal(new RunOutcome.Interrupted(2), LastOutcome);
    }

    [Fact]
    public async Task A_crash_during_a_stop_is_a_crash()
    {
        using var stop = new CancellationTokenSource();
        var options = trainer.Script(trainer.Ready, ScriptedTrainer.Hear, trainer.Say(SomeBundle.Epoch(1)), ScriptedTrainer.Hear, "kill -SEGV $$");

        await Train(options, stop.Token, _ => stop.Cancel());

        Assert.Contains("SIGSEGV", LastError);
    }

    [Fact]
    public async Task A_stop_before_the_trainer_is_ready_ends_the_bundle_without_a_fault()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Train(trainer.Script("exec sleep 1000"), stop.Token);

        Assert.Equal(new RunOutcome.Interrupted(0), LastOutcome);
    }

    [Fact]
    public async Task A_trainer_that_says_nothing_is_taken_for_stuck()
    {
        var options = trainer.Script(trainer.Ready, ScriptedTrainer.Hear, "exec sleep 1000");

        await Train(options with { Patience = TrainerPatience.Of(TimeSpan.FromMilliseconds(100)) });

        Assert.Contains("taken for stuck", LastError);
    }

    [Fact]
    public async Task A_trainer_that_never_gets_ready_is_given_up_after_some_starts()
    {
        await Train(trainer.Script("echo no library >&2", "exit 3"));

        Assert.Contains("2 were tried", LastError);
        Assert.Contains("no library", LastError);
    }

    [Fact]
    public async Task A_program_that_is_not_there_fails_the_bundle_and_not_the_node()
    {
        await Train(new TrainerOptions("/nowhere/sweep", []) { Starts = 1 });

        Assert.Contains("/nowhere/sweep", LastError);
    }

    [Fact]
    public async Task A_trainer_that_talks_nonsense_is_killed()
    {
        await Train(trainer.Script(trainer.Ready, ScriptedTrainer.Hear, "echo this is no frame of ours", "exec sleep 1000"));

        Assert.Contains("broke the protocol", LastError);
    }

    [Fact]
    public async Task A_trainer_serves_one_bundle_after_the_other()
    {
        AssignBundle[] bundles = [SomeBundle.Assignment(Guid.NewGuid()), SomeBundle.Assignment(Guid.NewGuid())];
        var ended = SomeBundle.Ended(SomeBundle.Completed());
        var options = trainer.Script(
            [trainer.Ready, .. bundles.SelectMany(bundle => new[] { ScriptedTrainer.Hear, trainer.Say(ended, new BundleDone(bundle.Bundle)) }), "cat "
                + "> /dev/null"]);
        await using var training = new IsolatedTraining(options, TimeProvider.System, new TrainerLog(log.Enqueue, alarms.Enqueue));

        await Train(training, bundles[0]);
        await Train(training, bundles[1]);

        Assert.Equal([ended, ended], told);
        Assert.Single(log, line => line.Contains("has a trainer"));
    }

    [Fact]
    public async Task After_a_failure_inside_a_trainer_the_next_bundle_gets_a_new_one()
    {
        var bundle = SomeBundle.Assignment();
        var options = trainer.Script(
            trainer.Ready,
            ScriptedTrainer.Hear,
            trainer.Say(SomeBundle.Ended(new RunOutcome.Failed(FailureKind.Crashed, "CUDA error")), new BundleDone(bundle.Bundle)),
            "cat > /dev/null");
        await using var training = new IsolatedTraining(options, TimeProvider.System, new TrainerLog(log.Enqueue, alarms.Enqueue));

        await Train(training, bundle);
        await Train(training, bundle);

        Assert.Equal(2, log.Count(line => line.Contains("has a trainer")));
    }

    [Theory]
    [InlineData(">/dev/null")]
    [InlineData("2>/dev/null")]
    public async Task A_trainer_that_died_has_ended_even_while_its_child_keeps_a_pipe_of_its_open(string otherPipe)
    {
        using var child = new LeftBehind();
        await Train(trainer.Script($"sleep 1000 {otherPipe} & {child.Note}", trainer.Ready, ScriptedTrainer.Hear, "echo it hurts >&2", "kill -SEGV $$"));

        Assert.Contains("ended by SIGSEGV: it hurts", LastError);
        Assert.True(child.IsAlive);
    }

    [Fact]
    public async Task What_a_trainer_has_started_is_killed_with_it()
    {
        using var child = new LeftBehind();
        var options = trainer.Script($"sleep 1000 & {child.Note}", trainer.Ready, ScriptedTrainer.Hear, "wait");

        await Train(options with { Patience = TrainerPatience.Of(TimeSpan.FromMilliseconds(100)) });

        Assert.Contains("taken for stuck", LastError);
        await child.Ends();
    }

    [Fact]
    public async Task A_trainer_that_does_not_even_die_is_given_up_and_another_takes_its_place()
    {
        var undead = new ConcurrentQueue<Process>();
        var options = trainer.Script(trainer.Ready, ScriptedTrainer.Hear, "exec sleep 1000") with
        {
            Patience = TrainerPatience.Of(TimeSpan.FromMilliseconds(100)),
            KillLimit = TimeSpan.FromMilliseconds(200),
            KillTree = undead.Enqueue,
        };
        await using (var training = new IsolatedTraining(options, TimeProvider.System, new TrainerLog(log.Enqueue, alarms.Enqueue)))
        {
            await Train(training, SomeBundle.Assignment());

            var failed = Assert.IsType<RunOutcome.Failed>(LastOutcome);
            var process = undead.First().Id;
            Assert.Equal(FailureKind.Crashed, failed.Kind);
            Assert.Contains("taken for stuck", failed.Error);
            Assert.Contains($"Process {process} has not exited since", failed.Error);
            Assert.Contains($"Process {process} has not exited since", Assert.Single(alarms));

            await Train(training, SomeBundle.Assignment(Guid.NewGuid()));
            Assert.Equal(2, alarms.Count);
            Assert.Equal(2, log.Count(line => line.Contains("has a trainer")));
        }

        foreach (var process in undead)
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task A_stop_comes_to_its_end_though_the_trainer_does_not()
    {
        var undead = new ConcurrentQueue<Process>();
        using var stop = new CancellationTokenSource();
        var options = trainer.Script(trainer.Ready, ScriptedTrainer.Hear, trainer.Say(SomeBundle.Epoch(1)), "exec sleep 1000") with
        {
            StopGrace = TimeSpan.FromMilliseconds(50),
            KillLimit = TimeSpan.FromMilliseconds(200),
            KillTree = undead.Enqueue,
        };

        await Train(options, stop.Token, _ => stop.Cancel());

        Assert.Equal(new RunOutcome.Interrupted(1), LastOutcome);
        Assert.Single(alarms);
        undead.First().Kill();
    }
}
