using Akka.Event;
using Akka.Hosting;
using Akka.Logger.Serilog;

namespace Sweep.Cli.Logging;

/// <summary>The log as part of an actor system's configuration.</summary>
public static class SweepLogHosting
{
    /// <summary>Sends what actors log to Serilog; standard output belongs to the answer of the command.</summary>
    public static AkkaConfigurationBuilder WithSweepLog(this AkkaConfigurationBuilder akka) => akka
        .ConfigureLoggers(loggers =>
        {
            loggers.LogLevel = LogLevel.DebugLevel;
            loggers.ClearLoggers();
            loggers.AddLogger<SerilogLogger>();
        })
        .AddHocon("akka.stdout-loglevel = off", HoconAddMode.Prepend);
}
