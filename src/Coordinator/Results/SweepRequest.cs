using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Results;

/// <summary>What another process asks of the one that works on a sweep of the same root.</summary>
public sealed record SweepRequest(long Id, SweepId Sweep, RequestKind Kind, DateTimeOffset Created);

/// <summary>Stored by name.</summary>
public enum RequestKind
{
    Cancel,
    Pause,
    Resume,
}
