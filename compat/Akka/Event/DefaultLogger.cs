using System.Globalization;
using System.Text;

namespace Akka.Event;

/// <summary>Writes to standard error.</summary>
public sealed class DefaultLogger : LogSink
{
    public override void Write(LogEvent logEvent)
    {
        var cause = logEvent.Cause is null ? string.Empty : $"{Environment.NewLine}Cause: {logEvent.Cause}";
        Console.Error.WriteLine($"[{logEvent.Level}][{logEvent.LogSource}] {Fill(logEvent.Format, logEvent.Args)}{cause}");
    }

    /// <summary>Fills numbered placeholders by number and named ones in order.</summary>
    internal static string Fill(string format, object?[] args)
    {
        var text = new StringBuilder(format.Length);
        var named = 0;
        for (var i = 0; i < format.Length; i++)
        {
            var end = format[i] == '{' ? format.IndexOf('}', i) : -1;
            if (end < 0)
            {
                text.Append(format[i]);
                continue;
            }

            var inside = format[(i + 1)..end].Split(':')[0];
            var index = int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : named++;
            text.Append(index < args.Length ? Convert.ToString(args[index], CultureInfo.InvariantCulture) : format[i..(end + 1)]);
            i = end;
        }

        return text.ToString();
    }
}
