namespace Sweep.Coordinator.Results;

/// <summary>The store of results cannot be read or written; nothing of the batch in hand is stored.</summary>
public sealed class StoreException(StoreFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public StoreFailure Failure { get; } = failure;
}

/// <summary>Why a store failed.</summary>
public enum StoreFailure
{
    /// <summary>Not known to pass: damaged directory, input/output error, and all that has no name here.</summary>
    Other,

    /// <summary>There is no store at that place.</summary>
    Missing,

    /// <summary>The disk, or the quota, is full. Passes when someone makes room.</summary>
    DiskFull,

    /// <summary>The file, its folder or the tables may not be written.</summary>
    ReadOnly,

    /// <summary>Another process holds a lock for too long, or the database is too slow. Passes.</summary>
    Busy,

    /// <summary>The file is no database, or a damaged one.</summary>
    Corrupt,

    /// <summary>A newer version of this program wrote it.</summary>
    TooNew,

    /// <summary>The server cannot be reached, is starting, or went away in the middle. Passes; whether the last batch was stored is not known.</summary>
    Away,

    /// <summary>The server refuses user or password.</summary>
    Denied,

    /// <summary>Another coordinator is in charge: this one may not write any more.</summary>
    Deposed,
}
