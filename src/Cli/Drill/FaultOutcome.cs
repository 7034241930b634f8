namespace Sweep.Cli.Drill;

/// <summary>What a fault came to.</summary>
/// <param name="Target">Empty where it is about no single process.</param>
/// <param name="SecondsToGoOn">Until every run that it touched had come further: from the strike, or from its end where nothing can go on before. Null when
/// it touched none, or struck together with another.</param>
/// <param name="SecondsLost">Of training that was done again, at most; null where that is not known.</param>
public sealed record FaultOutcome(
    Fault Fault, string Target, int TouchedRuns, double? SecondsToGoOn, double? SecondsLost, IReadOnlyList<string> Violations)
{
    /// <summary>False where what it was to be done to was not there, or did not let it: then nothing was borne.</summary>
    public bool IsStruck { get; init; } = true;

    public static FaultOutcome NotStruck(Fault fault, string target) => new(fault, target, 0, null, null, []) { IsStruck = false };
}
