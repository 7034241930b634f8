namespace Akka.Actor.Setup;

/// <summary>Part of what an actor system is made from. None is known here.</summary>
public abstract class Setup;
