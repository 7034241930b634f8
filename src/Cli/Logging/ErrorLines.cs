using Serilog.Core;
using Serilog.Events;

namespace Sweep.Cli.Logging;

/// <summary>Log events as lines for people, on standard error or above a live table.</summary>
public sealed class ErrorLines(Action<string> write) : ILogEventSink
{
    private static readonly object Gate = new();

    public void Emit(LogEvent logEvent)
    {
        var kind = logEvent.Level >= LogEventLevel.Error ? "error" : logEvent.Level.ToString().ToLowerInvariant();
        var reason = logEvent.Exception is { } exception ? $" ({exception.GetType().Name}: {exception.Message})" : "";
        lock (Gate)
        {
            write($"sweep: {kind}: {logEvent.RenderMessage()}{reason}");
        }
    }
}
