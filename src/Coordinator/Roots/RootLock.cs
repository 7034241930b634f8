namespace Sweep.Coordinator.Roots;

/// <summary>
/// The right of one process to work on a root. It is a lock of the operating system on the file <c>lock</c>, which ends with the process
/// however that ends; the file beside it says who has it, for people. Nobody can read a locked file everywhere, hence two. The files stay,
/// because deleting them would let two processes lock two files of one name.
/// </summary>
public sealed class RootLock : IDisposable
{
    private readonly FileStream file;

    private RootLock(FileStream file, RootHolder holder) => (this.file, Holder) = (file, holder);

    public RootHolder Holder { get; }

    public void Dispose() => file.Dispose();

    /// <exception cref="RootInUseException">Another process has it.</exception>
    /// <param name="shared">Others that share may have it too.</param>
    internal static RootLock Take(string folder, TimeProvider clock, bool shared = false)
    {
        var (path, holderPath) = (Path.Combine(folder, "lock"), Path.Combine(folder, "lock.holder"));
        var file = Lock(path, shared) ?? throw new RootInUseException(folder, ReadHolder(holderPath));
        try
        {
            var holder = new RootHolder(Environment.ProcessId, Environment.MachineName, clock.GetUtcNow());
            var own = FormattableString.Invariant($"{holderPath}.{Environment.ProcessId}");
            File.WriteAllBytes(own, holder.ToJson());
            File.Move(own, holderPath, overwrite: true);
            return new RootLock(file, holder);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static FileStream? Lock(string path, bool shared)
    {
        try
        {
            return shared
                ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read)
                : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (IsHeld(error))
        {
            return null;
        }
    }

    // EWOULDBLOCK of flock on Linux and on macOS, a sharing violation on Windows.
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static RootHolder? ReadHolder(string path)
    {
        try
        {
            return RootHolder.FromJson(File.ReadAllBytes(path));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
