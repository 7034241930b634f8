namespace Sweep.Cli.Drill;

/// <summary>A fault that has struck.</summary>
/// <param name="Over">Completes when it is over and what it broke is mended.</param>
internal sealed record Strike(Task Over)
{
    /// <summary>What is over with the blow.</summary>
    public static Strike Done { get; } = new(Task.CompletedTask);
}
