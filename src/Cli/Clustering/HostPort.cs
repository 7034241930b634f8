using System.Globalization;
using System.Net;

namespace Sweep.Cli.Clustering;

/// <summary>A place to listen at or to reach: <c>gpu-1:4053</c>, <c>127.0.0.1:4053</c>, <c>[::1]:4053</c>.</summary>
public readonly record struct HostPort(string Host, int Port)
{
    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <param name="option">What the text was given as: <c>--listen</c>.</param>
    /// <exception cref="CommandFailed">The text has another form.</exception>
    public static HostPort Parse(string text, string option)
    {
        var colon = text.LastIndexOf(':');
        var host = colon > 0 ? text[..colon] : "";
        var isName = Uri.CheckHostName(host.Trim('[', ']')) != UriHostNameType.Unknown && host.Contains(':') == (host is ['[', .., ']']);
        return isName && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? new HostPort(host.ToLowerInvariant(), port)
            : throw CommandFailed.BadUsage($"`{option}` is {text}, but must be HOST:PORT, like 127.0.0.1:4053.");
    }

    public override string ToString() => $"{Host}:{Port.ToString(CultureInfo.InvariantCulture)}";
}
