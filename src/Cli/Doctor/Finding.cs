namespace Sweep.Cli.Doctor;

/// <summary>One thing that the doctor looked at.</summary>
/// <param name="Remedy">What to do about it; null where all is well.</param>
public sealed record Finding(string Name, string Value, string? Remedy = null);
