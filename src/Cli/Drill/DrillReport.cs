namespace Sweep.Cli.Drill;

/// <summary>What a drill has found.</summary>
/// <param name="Outcomes">Also of faults that could not be struck, which count for nothing.</param>
/// <param name="SweepViolations">Found at the end of sweeps, and of no single fault.</param>
/// <param name="Skipped">Kinds of fault that could not be carried out, with the reason.</param>
public sealed record DrillReport(
    int Seed, int Sweeps, IReadOnlyList<FaultOutcome> Outcomes, IReadOnlyList<string> SweepViolations, IReadOnlyDictionary<FaultKind, string> Skipped)
{
    public int Violations => SweepViolations.Count + Outcomes.Sum(outcome => outcome.Violations.Count);

    public IEnumerable<FaultOutcome> Struck => Outcomes.Where(outcome => outcome.IsStruck);

    public Spread? Lost => Spread.Of(Struck.Select(outcome => outcome.SecondsLost));

    public IEnumerable<KindSummary> Kinds => Struck.GroupBy(outcome => outcome.Fault.Kind).OrderBy(kind => kind.Key).Select(kind => new KindSummary(
        kind.Key,
        kind.Count(),
        Spread.Of(kind.Select(outcome => outcome.SecondsToGoOn)),
        Spread.Of(kind.Select(outcome => outcome.SecondsLost))));
}
