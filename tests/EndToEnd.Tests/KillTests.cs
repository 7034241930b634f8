using System.Text.RegularExpressions;
using Sweep.EndToEnd.Tests.Support;

namespace Sweep.EndToEnd.Tests;

/// <summary>A sweep that is killed again and again ends as if nothing had happened.</summary>
public sealed partial class KillTests : IDisposable
{
    private const int Runs = 8;
    private const int MostTries = 40;

    private readonly TemporaryRoot disturbed = new();

    public void Dispose() => disturbed.Dispose();

    [Fact]
    public async Task Killed_at_random_moments_it_resumes_to_the_same_digest()
    {
        var random = new Random(20_240_511);

        await KillAndResume(kills: 6, async process =>
        {
            await process.Line(IsProgress);
            await Moments.After(TimeSpan.FromMilliseconds(random.Next(0, 250)));
        });
    }

    [Fact]
    public async Task Killed_before_its_first_epoch_it_resumes_to_the_same_digest()
    {
        var random = new Random(7);

        await KillAndResume(
            kills: 4, _ => Moments.After(TimeSpan.FromMilliseconds(random.Next(150, 1200))), counts: process => !process.Out.Split('\n').Any(IsProgress));
    }

    [Fact]
    public Task Killed_while_it_writes_a_checkpoint_it_resumes_to_the_same_digest() =>
        KillAndResume(kills: 5, process => Moments.Change(process, disturbed.Checkpoints, "*.safetensors*"));

    [Fact]
    public Task Killed_while_it_writes_the_database_it_resumes_to_the_same_digest() =>
        KillAndResume(kills: 5, async process =>
        {
            await process.Line(IsProgress);
            await Moments.Change(process, disturbed.Root, "sweep.db-wal");
        });

    [Fact]
    public async Task Killed_between_two_checkpoints_it_trains_the_same_epochs_again_to_the_same_digest()
    {
        var random = new Random(11);

        var outputs = await KillAndResume(
            kills: 3,
            async process =>
            {
                await process.Line(IsProgress);
                await Moments.After(TimeSpan.FromMilliseconds(random.Next(0, 250)));
            },
            Studies.Unhurried());

        // Without a checkpoint to go on from, what a killed process had trained another one trains again.
        var trained = outputs.SelectMany(output => Epoch().Matches(output).Select(match => match.Value).Distinct());
        Assert.Contains(trained.CountBy(epoch => epoch), epoch => epoch.Value > 1);
    }

    [Fact]
    public async Task A_run_that_was_in_training_when_everything_died_goes_on_in_another_attempt()
    {
        var study = disturbed.Study(Studies.Endless(runs: 1));
        using var first = SweepProcess.Start("run", study, "--root", disturbed.Root);
        await first.Line(IsProgress);
        await Moments.Until(() => StoredEpoch.Of(disturbed.Root, "endless-1").Count > 0);
        await first.Kill();

        using var second = SweepProcess.Start("run", study, "--root", disturbed.Root);

        Assert.Contains(", attempt 2", await second.Line(line => line.StartsWith("run 0 started ", StringComparison.Ordinal)));
    }

    private static bool IsProgress(string line) => line.Contains("epoch", StringComparison.OrdinalIgnoreCase);

    /// <param name="counts">Whether a process was killed at a moment such as is wanted; else that kill is one more.</param>
    /// <returns>What each of the processes wrote.</returns>
    private async Task<IReadOnlyList<string>> KillAndResume(
        int kills, Func<SweepProcess, Task> moment, string? text = null, Func<SweepProcess, bool>? counts = null)
    {
        text ??= Studies.Small();
        var expected = await Undisturbed.End(text);
        Assert.Equal((Runs, Runs), (expected.Total, expected.Completed));

        var study = disturbed.Study(text);
        var (killed, tried, outputs) = (0, 0, new List<string>());
        while (killed < kills)
        {
            Assert.True(tried++ < MostTries, $"Only {killed} of {MostTries} kills came at the moment that is wanted.");
            using var process = SweepProcess.Start("run", study, "--root", disturbed.Root);
            var moments = moment(process);
            await Task.WhenAny(moments, process.Exit());
            if (!process.HasExited)
            {
                await moments;
            }

            await process.Kill();
            if (!process.WasKilled)
            {
                // It was done before the moment came: the next sweep gets the rest of the kills.
                Assert.Equal(expected.Digest, FinalLine.Of(process).Digest);
                Directory.Delete(disturbed.Root, recursive: true);
                outputs.Clear();
                continue;
            }

            outputs.Add(process.Out);
            if (counts is null || counts(process))
            {
                killed++;
            }
            else if (Directory.Exists(disturbed.Root))
            {
                Directory.Delete(disturbed.Root, recursive: true);
            }
        }

        using var last = await SweepProcess.Run("run", study, "--root", disturbed.Root);
        Assert.True(last.ExitCode == 0, last.Error);
        Assert.Equal(expected, FinalLine.Of(last));

        using var verified = await SweepProcess.Run("verify", expected.Sweep, "--root", disturbed.Root);
        Assert.True(verified.ExitCode == 0, verified.Out + verified.Error);
        Assert.Equal(expected, FinalLine.Of(verified));
        return [.. outputs, last.Out];
    }

    [GeneratedRegex(@"run \d+ epoch \d+")]
    private static partial Regex Epoch();
}
