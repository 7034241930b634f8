using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Trainers;

/// <summary>
/// The trainers of one slot, one after the other: keeps one warm between bundles, gives up on one that does not stop or says nothing, and
/// starts the next after a delay that grows with every death. One that does not even end when it is killed is left to itself: the next is started beside
/// what remains of it, and if the device is broken its runs crash until the node is drained.
/// </summary>
internal sealed class TrainerSlot(SlotId slot, TrainerOptions options, TimeProvider clock, TrainerLog log) : IAsyncDisposable
{
    // A silence is counted in parts, so that a node that slept does not take its own absence for the trainer's.
    private const int SilentParts = 10;

    private readonly SemaphoreSlim turn = new(1);

    // Touched by whoever has the turn.
    private TrainerProcess? warm;
    private ITimer? idle;
    private int deaths;
    private bool isClosed;

    public async Task TrainAsync(AssignBundle assignment, Action<object> tell, CancellationToken stop)
    {
        var bundle = new BundleInTrainer(assignment, tell);
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            if (isClosed)
            {
                return;
            }

            idle?.Dispose();
            if (await ReadyTrainer(stop) is { } trainer)
            {
                await Train(trainer, assignment.Bundle, bundle, () => trainer.Send(assignment, bundle.Hear), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It had not begun.
        }
        catch (Exception error)
        {
            bundle.EndOpen(_ => new RunOutcome.Failed(FailureKind.Crashed, error.Message));
        }
        finally
        {
            bundle.EndOpen(saved => new RunOutcome.Interrupted(saved));
            idle = clock.CreateTimer(_ => _ = CloseIdle(), null, options.IdleLimit, Timeout.InfiniteTimeSpan);
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Not in turn: what trains now is to end now.
        var trainer = warm;
        isClosed = true;
        idle?.Dispose();
        if (trainer is not null)
        {
            await trainer.CloseAsync();
        }
    }

    private async Task CloseIdle()
    {
        if (!await turn.WaitAsync(TimeSpan.Zero))
        {
            return;
        }

        try
        {
            await Discard();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <exception cref="IOException">None becomes ready, however often it is tried.</exception>
    private async Task<TrainerProcess> ReadyTrainer(CancellationToken stop)
    {
        if (warm is { Exited.IsCompleted: false })
        {
            return warm;
        }

        for (var start = 1; ; start++)
        {
            await Task.Delay(RestartDelay.After(deaths), clock, stop);
            var trainer = warm = TrainerProcess.Start(options, slot, clock, log);
            await Task.WhenAny(trainer.Ready, trainer.Exited, Task.Delay(options.StartLimit, clock, stop));
            if (trainer.Ready.IsCompleted)
            {
                log.Note($"Slot {slot} has a trainer, process {await trainer.Ready}");
                return trainer;
            }

            trainer.Kill(stop.IsCancellationRequested ? "it was no longer needed" : $"it was not ready within {options.StartLimit.TotalSeconds:F0} s");
            var failure = (await trainer.Exited).ToFailure();
            stop.ThrowIfCancellationRequested();
            deaths++;
            log.Note($"Slot {slot} has no trainer (start {start} of {options.Starts}): {failure.Error}");
            if (start == options.Starts)
            {
                throw new IOException($"No training process could be started, {start} were tried. {failure.Error}");
            }
        }
    }

    private async Task Train(TrainerProcess trainer, BundleId id, BundleInTrainer bundle, Action send, CancellationToken stop)
    {
        using var over = new CancellationTokenSource();
        send();
        var stopping = StopWhenAsked(trainer, id, stop, over.Token);
        var silence = KillWhenSilent(trainer, bundle, over.Token);
        await Task.WhenAny(bundle.Done, trainer.Exited);
        await over.CancelAsync();
        await Task.WhenAll(stopping, silence);
        if (bundle.Done.IsCompleted)
        {
            deaths = 0;
            await (bundle.HasCrashed ? Discard() : Task.CompletedTask);
            return;
        }

        deaths++;
        var exit = await trainer.Exited;
        log.Note($"Slot {slot} lost its trainer: {exit.ToFailure().Error}");
        if (!(stop.IsCancellationRequested && exit.KilledBecause is not null))
        {
            bundle.EndOpen(_ => exit.ToFailure());
        }
    }

    private async Task StopWhenAsked(TrainerProcess trainer, BundleId bundle, CancellationToken stop, CancellationToken over)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, over);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        if (over.IsCancellationRequested)
        {
            return;
        }

        trainer.Send(new StopBundle(bundle));
        await Task.Delay(options.StopGrace, clock, over).ContinueWith(_ => { }, TaskScheduler.Default);
        if (!over.IsCancellationRequested)
        {
            trainer.Kill($"it did not stop within {options.StopGrace.TotalSeconds:F0} s");
        }
    }

    private async Task KillWhenSilent(TrainerProcess trainer, BundleInTrainer bundle, CancellationToken over)
    {
        var (heard, silent) = (bundle.Words, 0);
        while (silent < SilentParts)
        {
            await Task.Delay(options.Patience.For(bundle.LongestEpoch) / SilentParts, clock, over).ContinueWith(_ => { }, TaskScheduler.Default);
            if (over.IsCancellationRequested)
            {
                return;
            }

            silent = bundle.Words == heard ? silent + 1 : 0;
            heard = bundle.Words;
        }

        trainer.Kill($"it said nothing for {options.Patience.For(bundle.LongestEpoch).TotalSeconds:F0} s and is taken for stuck");
    }

    private Task Discard()
    {
        var trainer = warm;
        warm = null;
        return trainer?.CloseAsync() ?? Task.CompletedTask;
    }
}
