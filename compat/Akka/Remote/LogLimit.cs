namespace Akka.Remote;

/// <summary>Lets a few lines of a kind through in a while, and counts the rest: a bad peer must not fill the disk.</summary>
internal sealed class LogLimit(int lines, TimeSpan window)
{
    private readonly Lock _lock = new();
    private long _windowEnd;
    private int _written;
    private int _withheld;

    /// <summary>Whether to write one now; <paramref name="withheld"/> were not written since the last one.</summary>
    public bool Allows(out int withheld)
    {
        lock (_lock)
        {
            var now = Environment.TickCount64;
            if (now >= _windowEnd)
            {
                (_windowEnd, _written) = (now + (long)window.TotalMilliseconds, 0);
            }

            withheld = _withheld;
            if (_written == lines)
            {
                _withheld++;
                return false;
            }

            _written++;
            _withheld = 0;
            return true;
        }
    }
}
