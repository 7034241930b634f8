using Akka.Actor;

namespace Akka.Event;

public enum LogLevel
{
    DebugLevel,
    InfoLevel,
    WarningLevel,
    ErrorLevel,
}

/// <summary>Writes to the loggers of the actor system.</summary>
public interface ILoggingAdapter
{
    internal void Write(LogLevel logLevel, Exception? cause, string format, object?[] args);
}

/// <summary>Loggers for actors and systems.</summary>
public static class Logging
{
    public static ILoggingAdapter GetLogger(this IActorContext context) =>
        new BusLogging(((ActorSystemImpl)context.System).Logs, context.Self.ToString()!, context.Props.Type);

    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj) =>
        new BusLogging(((ActorSystemImpl)system).Logs, logSourceObj.ToString() ?? string.Empty, logSourceObj as Type ?? logSourceObj.GetType());
}

/// <summary>The levels as methods; placeholders are filled in order, six at most: Akka.NET has no overloads for more.</summary>
public static class LoggingExtensions
{
    private const int MostValues = 6;

    public static void Debug(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Write(LogLevel.DebugLevel, null, format, Few(args));

    public static void Info(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Write(LogLevel.InfoLevel, null, format, Few(args));

    public static void Warning(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Write(LogLevel.WarningLevel, null, format, Few(args));

    public static void Error(this ILoggingAdapter log, string format, params object?[] args) =>
        log.Write(LogLevel.ErrorLevel, null, format, Few(args));

    public static void Error(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        log.Write(LogLevel.ErrorLevel, cause, format, Few(args));

    private static object?[] Few(object?[] args) => args.Length <= MostValues
        ? args
        : throw new ArgumentException($"A line of the log has {args.Length} values, but may have {MostValues}.", nameof(args));
}

/// <summary>One thing logged.</summary>
public sealed class LogEvent
{
    internal LogEvent(LogLevel level, Exception? cause, string source, Type logClass, string format, object?[] args)
    {
        (Level, Cause, LogSource, LogClass, Format, Args) = (level, cause, source, logClass, format, args);
    }

    public LogLevel Level { get; }

    public Exception? Cause { get; }

    public string LogSource { get; }

    public Type LogClass { get; }

    internal string Format { get; }

    internal object?[] Args { get; }
}

/// <summary>Where log events end; written to by any thread.</summary>
public abstract class LogSink
{
    public abstract void Write(LogEvent logEvent);
}

/// <summary>The loggers of a system and the level below which nothing is written.</summary>
internal sealed class LogBus(LogLevel level, IReadOnlyList<LogSink> sinks)
{
    public LogLevel Level { get; } = level;

    public void Publish(LogLevel level, Exception? cause, string source, Type logClass, string message) =>
        Publish(new LogEvent(level, cause, source, logClass, "{Message:l}", [message]));

    public void Publish(LogEvent logEvent)
    {
        if (logEvent.Level < Level)
        {
            return;
        }

        foreach (var sink in sinks)
        {
            sink.Write(logEvent);
        }
    }
}

internal sealed class BusLogging(LogBus bus, string source, Type logClass) : ILoggingAdapter
{
    public void Write(LogLevel logLevel, Exception? cause, string format, object?[] args)
    {
        if (logLevel >= bus.Level)
        {
            bus.Publish(new LogEvent(logLevel, cause, source, logClass, format, args));
        }
    }
}
