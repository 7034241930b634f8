namespace Sweep.GpuNode.Files;

/// <summary>A file of another machine cannot be had, or cannot be kept here.</summary>
public sealed class FileFetchException(FetchFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public FetchFailure Failure { get; } = failure;
}

public enum FetchFailure
{
    /// <summary>Whoever was asked has it not, or answered something else.</summary>
    Refused,

    /// <summary>Whoever was asked is silent.</summary>
    Unanswered,

    /// <summary>It cannot be written here: the disk is full, or fails.</summary>
    Unwritable,
}
