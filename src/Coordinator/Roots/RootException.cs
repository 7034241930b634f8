namespace Sweep.Coordinator.Roots;

/// <summary>A root that is not there, or cannot be used.</summary>
public class RootException : Exception
{
    public RootException(string message) : base(message) { }

    public RootException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>Another process works on the root.</summary>
public sealed class RootInUseException(string folder, RootHolder? holder) : RootException(
    $"The folder {folder} is in use by {(holder is null ? "another process" : holder.ToString())}. "
    + "Watch what it does with `sweep status`, stop it, or choose another folder with --root DIR or SWEEP_ROOT.")
{
    /// <summary>Null when it has not said yet who it is.</summary>
    public RootHolder? Holder { get; } = holder;
}
