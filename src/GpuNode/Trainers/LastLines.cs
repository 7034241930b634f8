namespace Sweep.GpuNode.Trainers;

/// <summary>The end of what a process says. May be used from any thread.</summary>
/// <param name="most">Lines that are kept.</param>
public sealed class LastLines(int most = 12)
{
    private const int LongestLine = 300;

    private readonly Queue<string> lines = [];

    public void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (lines)
        {
            lines.Enqueue(line.Length > LongestLine ? line[..LongestLine] + "…" : line.TrimEnd());
            if (lines.Count > most)
            {
                lines.Dequeue();
            }
        }
    }

    /// <summary>The lines, parted by line feeds.</summary>
    public override string ToString()
    {
        lock (lines)
        {
            return string.Join('\n', lines);
        }
    }
}
