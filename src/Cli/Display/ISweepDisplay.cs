using Sweep.Messages.Progress;

namespace Sweep.Cli.Display;

/// <summary>
/// A display that holds the terminal or a pipe from its begin until it is disposed. What comes before the begin waits for it; disposing
/// shows what has come in until then and gives the terminal back.
/// </summary>
public interface ISweepDisplay : IProgressDisplay, IAsyncDisposable
{
    /// <param name="headline">Stands above everything else.</param>
    void Begin(string headline);

    /// <summary>A line for whoever watches: a warning, a download.</summary>
    void Note(string line);

    /// <summary>How it ended, whatever was shown before.</summary>
    void End(SweepStatus status);
}
