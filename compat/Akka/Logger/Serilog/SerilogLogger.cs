using Akka.Event;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using LogEvent = Akka.Event.LogEvent;

namespace Akka.Logger.Serilog;

/// <summary>Writes to Serilog's global logger, templates kept.</summary>
public sealed class SerilogLogger : LogSink
{
    public override void Write(LogEvent logEvent)
    {
        var level = logEvent.Level switch
        {
            LogLevel.DebugLevel => LogEventLevel.Debug,
            LogLevel.InfoLevel => LogEventLevel.Information,
            LogLevel.WarningLevel => LogEventLevel.Warning,
            _ => LogEventLevel.Error,
        };
        if (!Log.Logger.IsEnabled(level))
        {
            return;
        }

        var logger = Log.Logger
            .ForContext(Constants.SourceContextPropertyName, logEvent.LogClass.FullName)
            .ForContext("LogSource", logEvent.LogSource);
        logger.Write(level, logEvent.Cause, logEvent.Format, logEvent.Args);
    }
}
