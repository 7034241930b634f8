namespace Akka.Persistence.Hosting;

/// <summary>What a store is used for.</summary>
public enum PersistenceMode
{
    Both,
    Journal,
    SnapshotStore,
}
