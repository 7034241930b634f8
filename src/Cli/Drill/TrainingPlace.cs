namespace Sweep.Cli.Drill;

/// <summary>Where an attempt was seen in training.</summary>
public sealed record TrainingPlace(int Run, int Attempt, string Node);
