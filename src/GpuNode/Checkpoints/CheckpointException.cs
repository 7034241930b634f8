namespace Sweep.GpuNode.Checkpoints;

/// <summary>A checkpoint could not be written. What was kept before is untouched, and no half file is left.</summary>
public sealed class CheckpointException : Exception
{
    // errno on Linux and macOS, and the two Win32 codes, as .NET passes them on in HResult.
    private static readonly int[] DiskFullCodes = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    private CheckpointException(string path, string reason, string remedy, bool isDiskFull, Exception inner)
        : base($"The checkpoint {path} could not be written: {reason.TrimEnd('.')}. {remedy}", inner) =>
        (Path, Reason, Remedy, IsDiskFull) = (path, reason, remedy, isDiskFull);

    public string Path { get; }

    public string Reason { get; }

    public string Remedy { get; }

    /// <summary>The disk or the quota is full: writing again is of no use before there is room.</summary>
    public bool IsDiskFull { get; }

    /// <param name="error">What the file system said.</param>
    public static CheckpointException From(string path, Exception error)
    {
        var isDiskFull = DiskFullCodes.Contains(error.HResult);
        var remedy = isDiskFull
            ? "Make room on that disk, or choose another --root, and resume the sweep."
            : "See that the folder can be written to, or choose another --root, and resume the sweep.";
        return new CheckpointException(path, error.Message, remedy, isDiskFull, error);
    }
}
