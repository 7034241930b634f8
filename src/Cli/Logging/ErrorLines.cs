using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Sweep.Cli.Logging;

/// <summary>Log events as lines for people, on standard error or above a live table.</summary>
public sealed class ErrorLines(Action<string> write) : ILogEventSink
{
    private static readonly object Gate = new();

    // Texts without quotes.
    private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}");

    public void Emit(LogEvent logEvent)
    {
        var kind = logEvent.Level switch
        {
            >= LogEventLevel.Error => "error: ",
            LogEventLevel.Warning => "warning: ",
            _ => "",
        };
        var reason = logEvent.Exception is { } exception ? $" ({exception.GetType().Name}: {exception.Message})" : "";
        using var message = new StringWriter();
        Message.Format(logEvent, message);
        lock (Gate)
        {
            write($"sweep: {kind}{message}{reason}");
        }
    }
}
