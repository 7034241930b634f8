namespace Sweep.GpuNode.Trainers;

/// <summary>Gets lines for people about trainers, from any thread.</summary>
/// <param name="Note">What they say beside their reports, and their deaths.</param>
/// <param name="Alarm">What somebody should look at: the machine may be broken.</param>
public sealed record TrainerLog(Action<string> Note, Action<string> Alarm);
