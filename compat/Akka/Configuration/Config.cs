using System.Text.Json;

namespace Akka.Configuration;

/// <summary>Settings by path. Of HOCON it reads lines of <c>path = value</c> with full paths, and comments.</summary>
public class Config
{
    public static readonly Config Empty = new([]);

    private readonly Dictionary<string, string> _values;

    private Config(Dictionary<string, string> values) => _values = values;

    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    public string? GetString(string path, string? @default = null) => _values.GetValueOrDefault(path, @default!);

    /// <summary>These settings, and those of another where these say nothing.</summary>
    public Config WithFallback(Config fallback)
    {
        var both = new Dictionary<string, string>(fallback._values, StringComparer.Ordinal);
        foreach (var (path, value) in _values)
        {
            both[path] = value;
        }

        return new Config(both);
    }

    internal static Config Parse(string hocon)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in hocon.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#')
            {
                continue;
            }

            var equals = line.IndexOf('=');
            var (path, value) = equals > 0 ? (line[..equals].Trim(), line[(equals + 1)..].Trim()) : throw Unreadable(line);
            if (path.Contains('{') || path.Contains('"') || value.StartsWith('{') || value.StartsWith('['))
            {
                throw Unreadable(line);
            }

            values[path] = value is ['"', ..] ? Unquoted(value, line) : value;
        }

        return new Config(values);
    }

    // With the escapes of JSON.
    private static string Unquoted(string value, string line)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(value)!;
        }
        catch (JsonException)
        {
            throw Unreadable(line);
        }
    }

    private static ConfigurationException Unreadable(string line) => new($"`{line}` is no line of the form `full.path = value`");
}

/// <summary>Reads settings.</summary>
public static class ConfigurationFactory
{
    /// <exception cref="ConfigurationException">A line has another form than <c>path = value</c>.</exception>
    public static Config ParseString(string hocon) => Config.Parse(hocon);
}

/// <summary>The settings are of no use.</summary>
public class ConfigurationException(string message, Exception? exception = null) : Actor.AkkaException(message, exception);
