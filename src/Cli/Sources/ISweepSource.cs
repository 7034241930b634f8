using Sweep.Coordinator.Results;
using Sweep.Messages.Progress;
using Sweep.Messages.Runs;

namespace Sweep.Cli.Sources;

/// <summary>Where commands find sweeps: straight in their store, or at a coordinator over HTTP.</summary>
/// <remarks>All but the list throw <see cref="UnknownSweepException"/>, or say the same as a <see cref="CommandFailed"/>, where there is no such sweep.</remarks>
public interface ISweepSource : IDisposable
{
    /// <summary>What people call it.</summary>
    string Place { get; }

    Task<IReadOnlyList<SweepStatus>> SweepsAsync();

    Task<SweepStatus> StatusAsync(string id);

    Task<SweepDescription> DescribeAsync(string id);

    /// <summary>The grid as it was submitted, in JSON.</summary>
    Task<string> DefinitionAsync(string id);

    /// <summary>The runs that have ended, in order.</summary>
    Task<IReadOnlyList<ResultRow>> ResultsAsync(string id);

    /// <param name="run">Only this one; null for all.</param>
    Task<IReadOnlyList<EpochRow>> EpochsAsync(string id, int? run);

    /// <returns>And the kinds of node that the results come from.</returns>
    Task<(Verification Verification, IReadOnlyList<string> Kinds)> VerifyAsync(string id);

    /// <summary>What a run has left for figures, as it lies in its file; null where it is not to be had.</summary>
    Task<byte[]?> ArtifactsAsync(RunKey key);

    /// <summary>Shows what happens from now on, to the end of the sweep.</summary>
    /// <param name="note">Hears what the watcher should know beside that.</param>
    /// <returns>How it ended.</returns>
    Task<SweepStatus> WatchAsync(string id, IProgressDisplay display, Action<string> note, CancellationToken cancellation);

    /// <summary>Asks whoever works on a sweep for something; that it was done shows in the status.</summary>
    Task RequestAsync(string id, RequestKind kind);
}
