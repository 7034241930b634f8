namespace Akka.Persistence;

/// <summary>All events are replayed; the actor handles commands from now on.</summary>
public sealed class RecoveryCompleted
{
    public static readonly RecoveryCompleted Instance = new();

    private RecoveryCompleted()
    {
    }
}
