namespace Sweep.Cli.Servers;

/// <summary>How long a server is waited for.</summary>
/// <param name="Connect">Until it takes the connection.</param>
/// <param name="Answer">Until its answer is read to the end; of events, until they begin.</param>
public sealed record ServerPatience(TimeSpan Connect, TimeSpan Answer)
{
    /// <summary>A submission of a large grid takes the longest.</summary>
    public static ServerPatience Default { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(100));
}
