namespace Sweep.Coordinator.Roots;

/// <summary>The folder in which a process keeps its sweeps: the store, checkpoints, artifacts, logs.</summary>
public sealed class SweepRoot
{
    private SweepRoot(string folder) => Folder = folder;

    /// <summary>Absolute.</summary>
    public string Folder { get; }

    /// <summary>The database of results, which is the journal's too.</summary>
    public string Database => Path.Combine(Folder, "sweep.db");

    public string Checkpoints => Path.Combine(Folder, "checkpoints");

    public string Artifacts => Path.Combine(Folder, "artifacts");

    /// <summary>Those that came from other machines.</summary>
    public string DataSets => Path.Combine(Folder, "datasets");

    public string Logs => Path.Combine(Folder, "logs");

    /// <summary>Names the folders, without looking whether they are there.</summary>
    public static SweepRoot At(string folder) => new(Path.GetFullPath(folder));

    /// <summary>The root to read from. Makes nothing and locks nothing.</summary>
    /// <exception cref="RootException">There is none.</exception>
    public static SweepRoot OpenForReading(string folder)
    {
        var root = At(folder);
        return File.Exists(root.Database)
            ? root
            : throw new RootException(
                $"There are no sweeps in {root.Folder}. `sweep run STUDY` makes some there; --root DIR or SWEEP_ROOT names another folder.");
    }

    /// <summary>Makes the folders that are missing and takes the root for this process alone, until the lock is disposed.</summary>
    /// <param name="clock">For the moment that others are told.</param>
    /// <exception cref="RootInUseException">Another process has it.</exception>
    /// <exception cref="RootException">It cannot be made or written.</exception>
    public RootLock Acquire(TimeProvider clock) => Acquire(folder => RootLock.Take(folder, clock));

    /// <summary>Takes the root together with other coordinators, of which the database lets one write; for nobody else meanwhile.</summary>
    /// <inheritdoc cref="Acquire(TimeProvider)"/>
    public RootLock Share(TimeProvider clock) => Acquire(folder => RootLock.Take(folder, clock, shared: true));

    /// <summary>Makes the folders that are missing, and takes the root for nobody: what nodes do, and those who leave a sweep there for others.</summary>
    /// <exception cref="RootException">It cannot be made.</exception>
    public SweepRoot Make()
    {
        try
        {
            foreach (var folder in (string[])[Folder, Checkpoints, Artifacts, Logs])
            {
                Directory.CreateDirectory(folder);
            }

            return this;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw Unusable(error);
        }
    }

    private RootLock Acquire(Func<string, RootLock> take)
    {
        Make();
        try
        {
            return take(Folder);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw Unusable(error);
        }
    }

    private RootException Unusable(Exception error) => new(
        $"The folder {Folder} cannot be made or written ({error.Message.TrimEnd('.')}). "
            + "Check its permissions and its disk, or choose another one with --root DIR or SWEEP_ROOT.",
        error);
}
