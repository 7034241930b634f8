using Sweep.Messages.Progress;

namespace Sweep.Cli.Display;

/// <summary>A display that holds the terminal or a pipe until it is disposed; disposing shows what has come in until then and gives it back.</summary>
public interface ISweepDisplay : IProgressDisplay, IAsyncDisposable;
