using System.Runtime.CompilerServices;
using System.Text;

namespace Sweep.Cli.Logging;

/// <summary>Reads the log files of a root from the oldest line on, also while they are written and roll over.</summary>
public sealed class LogReader(string root, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, long> offsets = [];

    /// <summary>The whole lines that are there now.</summary>
    public IEnumerable<LogLine> Read()
    {
        foreach (var file in Files())
        {
            foreach (var text in WholeLines(file))
            {
                if (LogLine.Parse(text) is { } line)
                {
                    yield return line;
                }
            }
        }
    }

    /// <summary>The lines that are there, then those that come, until cancelled.</summary>
    public async IAsyncEnumerable<LogLine> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            foreach (var line in Read())
            {
                yield return line;
            }
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    // sweep-20260131.jsonl, then sweep-20260131_001.jsonl and so on: by the day, then by the number.
    private IEnumerable<string> Files()
    {
        var folder = Path.Combine(root, SweepLog.Folder);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, SweepLog.FilePattern).OrderBy(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal)
            : [];
    }

    private List<string> WholeLines(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var start = offsets.GetValueOrDefault(file);
        stream.Position = Math.Min(start, stream.Length);
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: start == 0);
        var text = reader.ReadToEnd();
        var end = text.LastIndexOf('\n') + 1;
        offsets[file] = stream.Length - Encoding.UTF8.GetByteCount(text.AsSpan(end));
        return [.. text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
