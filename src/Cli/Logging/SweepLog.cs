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
    /// <param name="watcher">Gets warnings and errors.</param>
    public static Logger Create(string root, ILogEventSink watcher) => new LoggerConfiguration()
        .MinimumLevel.Debug()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .Enrich.FromLogContext()
        .WriteTo.Sink(watcher, LogEventLevel.Warning)
        .WriteTo.Async(
            files => files.File(
                new JsonFormatter(renderMessage: true),
                Path.Combine(root, Folder, "sweep-.jsonl"),
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                fileSizeLimitBytes: FileSizeBytes,
                retainedFileCountLimit: KeptFiles,
                flushToDiskInterval: TimeSpan.FromSeconds(1)),
            bufferSize: WaitingEvents,
            blockWhenFull: false)
        .CreateLogger();
}
