namespace Sweep.GpuNode.Checkpoints;

/// <summary>Tells a full disk from other failures: writing again is of no use before there is room.</summary>
internal static class DiskFull
{
    public const string Remedy = "Make room on that disk, or choose another --root, and resume the sweep.";

    // errno on Linux and macOS, and the two Win32 codes, as .NET passes them on in HResult.
    private static readonly int[] Codes = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <param name="error">What the file system said, of a disk or a quota.</param>
    public static bool Is(Exception error) => error is IOException && Codes.Contains(error.HResult);
}
