using Akka.Event;

namespace Akka.Hosting;

/// <summary>Where the log goes, and from which level.</summary>
public sealed class LoggerConfigBuilder
{
    private readonly List<Func<LogSink>> _loggers = [() => new DefaultLogger()];

    internal LoggerConfigBuilder()
    {
    }

    public LogLevel LogLevel { get; set; } = LogLevel.InfoLevel;

    internal IEnumerable<LogSink> Loggers => _loggers.Select(create => create());

    public LoggerConfigBuilder ClearLoggers()
    {
        _loggers.Clear();
        return this;
    }

    public LoggerConfigBuilder AddLogger<T>()
        where T : LogSink, new()
    {
        _loggers.Add(() => new T());
        return this;
    }
}

/// <summary>Logging as part of the configuration.</summary>
public static class LoggingExtensions
{
    public static AkkaConfigurationBuilder ConfigureLoggers(this AkkaConfigurationBuilder builder, Action<LoggerConfigBuilder> configurator)
    {
        var loggers = new LoggerConfigBuilder();
        configurator(loggers);
        return builder.WithLoggers(loggers.LogLevel, loggers.Loggers);
    }
}
