namespace Sweep.GpuNode.Checkpoints;

/// <summary>A file among the checkpoints that was passed over.</summary>
/// <param name="Reason">What is wrong with it, to go after its path: "is not the file that was written: …".</param>
public sealed record CheckpointProblem(string Path, string Reason)
{
    public override string ToString() => $"{Path} {Reason}";
}
