using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Sweep.Cli.Logging;

/// <summary>Where log events go: all of them to rolling files of JSON lines in the root, warnings also to whoever is watching.</summary>
public static class SweepLog
{
    public const string Folder = "logs";
    public const string FilePattern = "sweep-*.jsonl";

    private const long FileSizeBytes = 100_000_000;
    private const int KeptFiles = 20;
    private const int WaitingEvents = 50_000;

    /// <param name="root">The store's folder; it must exist.</param>
    /// <param name="watcher">Gets warnings and errors, and whatever else is at least as grave as <paramref name="shown"/>.</param>
    /// <param name="name">Of the process, where several write to one root at a time: each has files of its own.</param>
    public static Logger Create(
        string root, ILogEventSink watcher, LogEventLevel shown = LogEventLevel.Warning, string? name = null) => new LoggerConfiguration()
        .MinimumLevel.Debug()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("Akka", LogEventLevel.Information)
        .Filter.ByExcluding(happened => IsSaidOnce(happened.MessageTemplate.Text))
        .Enrich.FromLogContext()
        .WriteTo.Logger(shownLines => shownLines.MinimumLevel.Verbose().Filter.ByIncludingOnly(IsForPeople).WriteTo.Sink(watcher, shown))
        .WriteTo.Async(
            files => files.File(
                new JsonFormatter(renderMessage: true),
                Path.Combine(root, Folder, name is null ? "sweep-.jsonl" : $"sweep-{name}-.jsonl"),
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                fileSizeLimitBytes: FileSizeBytes,
                retainedFileCountLimit: KeptFiles,
                flushToDiskInterval: TimeSpan.FromSeconds(1)),
            bufferSize: WaitingEvents,
            blockWhenFull: false)
        .CreateLogger();

    // What remoting says at every attempt to reach a process that is not there: an OutageLog says it once.
    private static bool IsSaidOnce(string template) =>
        template.StartsWith("Tried to associate with unreachable remote address", StringComparison.Ordinal)
        || template.StartsWith("Association with remote system {0} has failed", StringComparison.Ordinal);

    // What goes on inside the actor system is for those who search the files.
    private static bool IsForPeople(LogEvent happened) =>
        happened.Level >= LogEventLevel.Warning
        || happened.Properties.GetValueOrDefault("SourceContext") is not ScalarValue { Value: string source }
        || !source.StartsWith("Akka.", StringComparison.Ordinal);
}
