using System.Collections.Concurrent;
using Sweep.GpuNode.Devices;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Trainers;

/// <summary>
/// Trains the bundles of each slot in a child process, a trainer: when it crashes, hangs or is killed, the node and its other slots go on,
/// and its runs end with the reason. Results are those of <see cref="Training"/>, bit by bit.
/// </summary>
public sealed class IsolatedTraining(TrainerOptions options, TimeProvider clock, TrainerLog log) : ITraining
{
    private readonly ConcurrentDictionary<SlotId, TrainerSlot> slots = [];

    public void Begin(AssignBundle assignment, Action<object> tell, Action ended, CancellationToken stop)
    {
        var slot = slots.GetOrAdd(assignment.Slot, id => new TrainerSlot(id, options, clock, log));
        _ = Task.Run(
            async () =>
            {
                await slot.TrainAsync(assignment, tell, stop);
                ended();
            },
            CancellationToken.None);
    }

    /// <summary>Ends all trainers. What they train is stopped without a checkpoint, as by a kill.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(slots.Values.Select(slot => slot.DisposeAsync().AsTask()));
}
