using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Devices;

/// <summary>Where the bundles of a node are trained: in its own process, or in child processes that may die without it. Serves all slots of a node.</summary>
public interface ITraining : IAsyncDisposable
{
    /// <summary>Begins a bundle and returns at once. A slot has one bundle at a time.</summary>
    /// <param name="tell">Gets each <see cref="RunReport"/> and <see cref="CheckpointFailed"/>, in order, from a thread of the training.</param>
    /// <param name="ended">Called once, last.</param>
    /// <param name="stop">Stops the bundle at its next step; what it has trained is kept as a checkpoint.</param>
    void Begin(AssignBundle assignment, Action<object> tell, Action ended, CancellationToken stop);
}
