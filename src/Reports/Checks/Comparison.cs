namespace Sweep.Reports.Checks;

/// <summary>One comparison of two numbers that a claim stands for.</summary>
/// <param name="Text">Where it was made and what was found, for people.</param>
public sealed record Comparison(bool Holds, string Text);
