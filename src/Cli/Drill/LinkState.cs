namespace Sweep.Cli.Drill;

/// <summary>The state of a link between two members of the cluster.</summary>
public enum LinkState
{
    Open,

    /// <summary>Connections break, new ones are refused.</summary>
    Cut,

    /// <summary>Nothing arrives and nothing breaks: what is sent waits.</summary>
    Silent,

    /// <summary>Everything arrives late.</summary>
    Slow,

    /// <summary>Whoever calls is put through twice, with the same bytes; only one of the two is answered.</summary>
    Doubled,
}
