using System.Globalization;
using Sweep.Cli.Output;
using Sweep.Models.DataSets;

namespace Sweep.Cli.Display;

/// <summary>Shows downloads on standard error: a bar for each file on a terminal, a line for each quarter of it on a pipe.</summary>
public sealed class DownloadDisplay(Terminal terminal) : IDisposable
{
    private const int BarCells = 24;
    private const string EraseToEnd = "\e[K";

    private readonly Lock showing = new();

    // Guarded by the lock: what was shown last, and whether the line still stands open.
    private (string File, Uri Mirror, long Step)? last;
    private bool isOpen;

    public void Show(DownloadProgress now)
    {
        lock (showing)
        {
            var step = now.ReceivedBytes * (terminal.IsErrorInteractive ? 100 : 4) / now.TotalBytes;
            if (last == (now.File, now.Mirror, step))
            {
                return;
            }

            last = (now.File, now.Mirror, step);
            if (terminal.IsErrorInteractive)
            {
                terminal.Error.Write($"\r{Bar(now)}{EraseToEnd}");
                isOpen = true;
                if (now.ReceivedBytes == now.TotalBytes)
                {
                    Close();
                }
            }
            else
            {
                terminal.Error.WriteLine(Line(now));
            }
        }
    }

    /// <summary>Leaves the line of a download that has not come to its end.</summary>
    public void Dispose()
    {
        lock (showing)
        {
            Close();
        }
    }

    private static string Line(DownloadProgress now) => now.ReceivedBytes == 0
        ? $"sweep: downloading {now.DataSet}/{now.File} ({Tables.Bytes(now.TotalBytes)}) from {now.Mirror.Host}"
        : $"sweep: downloading {now.DataSet}/{now.File}: {Share(now)}";

    private static string Bar(DownloadProgress now)
    {
        var full = (int)(now.ReceivedBytes * BarCells / now.TotalBytes);
        return $"{now.DataSet}/{now.File} {new string('━', full)}{new string('┄', BarCells - full)} {Share(now)} of {Tables.Bytes(now.TotalBytes)}";
    }

    private static string Share(DownloadProgress now) => ((double)now.ReceivedBytes / now.TotalBytes).ToString("0%", CultureInfo.InvariantCulture);

    private void Close()
    {
        if (isOpen)
        {
            terminal.Error.WriteLine();
            isOpen = false;
        }
    }
}
