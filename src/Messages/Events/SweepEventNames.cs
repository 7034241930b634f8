namespace Sweep.Messages.Events;

/// <summary>The stored name of each event. Never renamed: journals of every released version must stay readable.</summary>
public static class SweepEventNames
{
    private static readonly (string Name, Type Type)[] All =
    [
        ("sweep-submitted", typeof(SweepEvent.SweepSubmitted)),
        ("runs-reused", typeof(SweepEvent.RunsReused)),
        ("run-completed", typeof(SweepEvent.RunCompleted)),
        ("run-failed", typeof(SweepEvent.RunFailed)),
        ("sweep-paused", typeof(SweepEvent.SweepPaused)),
        ("sweep-resumed", typeof(SweepEvent.SweepResumed)),
        ("sweep-cancelled", typeof(SweepEvent.SweepCancelled)),
        ("sweep-ended", typeof(SweepEvent.SweepEnded)),
    ];

    private static readonly Dictionary<string, Type> TypeByName = All.ToDictionary(item => item.Name, item => item.Type);

    private static readonly Dictionary<Type, string> NameByType = All.ToDictionary(item => item.Type, item => item.Name);

    public static string NameOf(SweepEvent @event) => NameByType[@event.GetType()];

    public static string NameOf<T>()
        where T : SweepEvent => NameByType[typeof(T)];

    /// <exception cref="NotSupportedException">No event has that name: the journal was written by a newer version.</exception>
    public static Type TypeOf(string name) => TypeByName.TryGetValue(name, out var type)
        ? type
        : throw new NotSupportedException(
            $"The journal holds an event `{name}` that this version does not know; use the version that wrote it, or a newer one.");
}
