using System.Collections.Immutable;
using System.Threading.Channels;
using Akka.Actor;
using Sweep.GpuNode.Devices;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Files;

/// <summary>
/// Training on a node that may have storage of its own: what a bundle needs is brought before it begins, and a run has ended only when the coordinator has
/// its last checkpoint and what it left for reports. So whatever comes after it, on any node, finds them.
/// </summary>
/// <param name="inner">Not owned: it ends after this.</param>
/// <param name="keeper">A <see cref="FileKeeper"/>.</param>
public sealed class SuppliedTraining(ITraining inner, Supplies supplies, IActorRef keeper, Action<string> log) : ITraining
{
    private static readonly TimeSpan StorageLimit = TimeSpan.FromSeconds(5);

    // A coordinator that is away does not hear of the end either.
    private static readonly TimeSpan HandOverLimit = TimeSpan.FromMinutes(2);

    public void Begin(AssignBundle assignment, Action<object> tell, Action ended, CancellationToken stop) =>
        _ = Task.Run(
            async () =>
            {
                try
                {
                    await TrainAsync(assignment, tell, stop);
                }
                finally
                {
                    ended();
                }
            },
            CancellationToken.None);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task TrainAsync(AssignBundle assignment, Action<object> tell, CancellationToken stop)
    {
        try
        {
            await supplies.BringAsync(assignment, await IsSharedAsync(stop), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            foreach (var run in assignment.Runs)
            {
                tell(new RunReport.Ended(run.Spec.Id, run.Attempt, new RunOutcome.Interrupted(0), run.Spec.Key));
            }

            return;
        }
        catch (Exception error)
        {
            // The trainer says what it lacks, if it lacks anything.
            log($"What bundle {assignment.Bundle} needs could not all be brought: {error.GetType().Name}: {error.Message}");
        }

        var said = Channel.CreateUnbounded<object>();
        inner.Begin(assignment, message => said.Writer.TryWrite(message), () => said.Writer.Complete(), stop);
        var runs = assignment.Runs.ToImmutableDictionary(run => run.Spec.Id);
        await foreach (var message in said.Reader.ReadAllAsync(CancellationToken.None))
        {
            await PassOnAsync(message, runs, tell);
        }
    }

    private async Task PassOnAsync(object message, ImmutableDictionary<RunId, AssignedRun> runs, Action<object> tell)
    {
        if (message is RunReport.Epoch { Saved: true } saved && runs.TryGetValue(saved.Run, out var writing))
        {
            keeper.Tell(new CheckpointWritten(writing));
        }
        else if (message is RunReport.Ended end && runs.TryGetValue(end.Run, out var ending))
        {
            await HandOverAsync(ending);
        }

        tell(message);
    }

    private async Task HandOverAsync(AssignedRun run)
    {
        try
        {
            await keeper.Ask<HandedOver>(new HandOver(run, HandOverLimit), HandOverLimit * 1.5);
        }
        catch (Exception error) when (error is AskTimeoutException)
        {
            log($"What run {run.Spec.Id} has left may not be with the coordinator: {error.Message}");
        }
    }

    // Whoever does not know asks for what may be here.
    private async Task<bool> IsSharedAsync(CancellationToken stop)
    {
        try
        {
            return (await keeper.Ask<StorageKnown>(new AskStorage(), StorageLimit, stop)).IsShared;
        }
        catch (AskTimeoutException)
        {
            return false;
        }
    }
}
