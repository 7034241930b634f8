namespace Sweep.Cli.Drill;

/// <summary>Whether a run may have been restarted. Pure.</summary>
public static class RestartRule
{
    /// <param name="struck">What struck it now.</param>
    /// <param name="before">What struck last. That no checkpoint can be written may be heard of only now, where the coordinator was away meanwhile.</param>
    /// <param name="wasPaused">The sweep was paused, or resumed, since it was struck now.</param>
    public static bool Allows(IEnumerable<FaultKind> struck, IEnumerable<FaultKind> before, bool wasPaused) =>
        struck.Any(kind => FaultTraits.Of(kind).StopsTraining)
        || (wasPaused && before.Any(kind => FaultTraits.Of(kind).Target == FaultTarget.Checkpoints));
}
