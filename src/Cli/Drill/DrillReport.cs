namespace Sweep.Cli.Drill;

/// <summary>What a fault came to.</summary>
/// <param name="Target">Empty where it is about no single process.</param>
/// <param name="SecondsToGoOn">Until every run that it touched had come further: from the strike, or from its end where nothing can go on before. Null when
/// it touched none, or struck together with another.</param>
/// <param name="SecondsLost">Of training that was done again, at most.</param>
public sealed record FaultOutcome(
    Fault Fault, string Target, int TouchedRuns, double? SecondsToGoOn, double SecondsLost, IReadOnlyList<string> Violations);

/// <summary>All outcomes of one kind.</summary>
public sealed record KindSummary(FaultKind Kind, int Faults, Spread? ToGoOn, Spread? Lost);

/// <summary>The middle and the worst of some figures.</summary>
public sealed record Spread(double Median, double Worst)
{
    /// <returns>Null of none.</returns>
    public static Spread? Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return sorted.Count == 0 ? null : new Spread((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, sorted[^1]);
    }
}

/// <summary>What a drill has found.</summary>
/// <param name="SweepViolations">Found at the end of sweeps, and of no single fault.</param>
/// <param name="Skipped">Kinds of fault that could not be carried out, with the reason.</param>
public sealed record DrillReport(
    int Seed, int Sweeps, IReadOnlyList<FaultOutcome> Outcomes, IReadOnlyList<string> SweepViolations, IReadOnlyDictionary<FaultKind, string> Skipped)
{
    public int Violations => SweepViolations.Count + Outcomes.Sum(outcome => outcome.Violations.Count);

    public Spread? Lost => Spread.Of(Outcomes.Select(outcome => outcome.SecondsLost));

    public IEnumerable<KindSummary> Kinds => Outcomes.GroupBy(outcome => outcome.Fault.Kind).OrderBy(kind => kind.Key).Select(kind => new KindSummary(
        kind.Key,
        kind.Count(),
        Spread.Of(kind.Select(outcome => outcome.SecondsToGoOn).OfType<double>()),
        Spread.Of(kind.Select(outcome => outcome.SecondsLost))));
}
