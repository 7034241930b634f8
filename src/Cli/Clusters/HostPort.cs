using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Sweep.Coordinator.Http;

namespace Sweep.Cli.Clusters;

/// <summary>Where a process listens: <c>HOST:PORT</c>, with brackets around an IPv6 address.</summary>
public sealed record HostPort(string Host, int Port)
{
    /// <summary>Whether only processes of this machine can reach it.</summary>
    public bool IsLoopback => Loopback.Has(Host);

    /// <summary>Whether it means every address of the machine: one to listen on, and none to be reached at.</summary>
    public bool IsUnspecified => IPAddress.TryParse(Host, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    public static bool TryParse(string text, [NotNullWhen(true)] out HostPort? parsed)
    {
        var colon = text.LastIndexOf(':');
        var host = colon > 0 ? text[..colon] : "";
        host = host is ['[', .., ']'] ? host[1..^1] : host.Contains(':') ? "" : host;
        var isPort = int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort;
        parsed = host.Length > 0 && isPort ? new HostPort(host, port) : null;
        return parsed is not null;
    }

    /// <summary>Parses the value of an option: one, or several that commas part.</summary>
    public static IReadOnlyList<HostPort> Of(ArgumentResult option)
    {
        var all = new List<HostPort>();
        foreach (var text in option.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (TryParse(text, out var parsed))
            {
                all.Add(parsed);
            }
            else
            {
                option.AddError($"`{((OptionResult)option.Parent!).Option.Name}` is {text}, but must be HOST:PORT, such as 127.0.0.1:4053.");
            }
        }

        return all;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}");
}
