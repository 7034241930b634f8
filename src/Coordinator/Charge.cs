namespace Sweep.Coordinator;

/// <summary>Whether the coordinator of this process is in charge, or one of another process is. Written by the coordinator, read by any thread.</summary>
public sealed class Charge
{
    private volatile bool isHeld;

    public bool IsHeld => isHeld;

    internal void Set(bool held) => isHeld = held;
}
