using Akka.Event;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using LogEvent = Akka.Event.LogEvent;

namespace Akka.Logger.Serilog;

/// <summary>Writes to Serilog's global logger, templates and properties kept.</summary>
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
        foreach (var property in logEvent.Properties)
        {
            logger = logger.ForContext(property.Name, property.Value, property.Destructure);
        }

        logger.Write(level, logEvent.Cause, logEvent.Format, logEvent.Args);
    }
}

/// <summary>Formats message templates with named placeholders.</summary>
public sealed class SerilogLogMessageFormatter;

/// <summary>A logger that carries properties.</summary>
public sealed class SerilogLoggingAdapter : ILoggingAdapter
{
    private readonly LogBus _bus;
    private readonly string _source;
    private readonly Type _class;
    private readonly LogProperty[] _properties;

    internal SerilogLoggingAdapter(LogBus bus, string source, Type logClass, LogProperty[] properties)
    {
        (_bus, _source, _class, _properties) = (bus, source, logClass, properties);
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= _bus.Level;

    /// <summary>The same logger, with one property more.</summary>
    public ILoggingAdapter SetContextProperty(string name, object? value, bool destructureObjects = false) =>
        new SerilogLoggingAdapter(_bus, _source, _class, [.. _properties, new LogProperty(name, value, destructureObjects)]);

    void ILoggingAdapter.Write(LogLevel logLevel, Exception? cause, string format, object?[] args)
    {
        if (IsEnabled(logLevel))
        {
            _bus.Publish(new LogEvent(logLevel, cause, _source, _class, format, args, _properties));
        }
    }
}
