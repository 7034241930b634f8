namespace Sweep.Messages.Studies;

/// <summary>A statement of the source of a study, to be checked against the results.</summary>
/// <param name="Name">Unique in the study.</param>
/// <param name="Says">The claim in a sentence.</param>
/// <param name="Where">Section of the source; empty when it has none.</param>
public sealed record StudyClaim(string Name, string Says, string Where, ClaimCheck Check);
