namespace Sweep.GpuNode.Checkpoints;

/// <summary>A checkpoint could not be written. What was kept before is untouched, and no half file is left.</summary>
public sealed class CheckpointException : Exception
{
    private const string Unwritable = "See that the folder can be written to, or choose another --root, and resume the sweep.";

    /// <param name="error">What the file system said.</param>
    public CheckpointException(string path, Exception error)
        : base($"The checkpoint {path} could not be written: {error.Message.TrimEnd('.')}. {(DiskFull.Is(error) ? DiskFull.Remedy : Unwritable)}", error)
    {
    }
}
