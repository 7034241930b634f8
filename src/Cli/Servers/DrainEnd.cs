namespace Sweep.Cli.Servers;

/// <summary>How a node came to train nothing any more.</summary>
internal enum DrainEnd
{
    /// <summary>It is there and says so.</summary>
    Drained,

    /// <summary>It is not there any more.</summary>
    Left,
}
