using System.Globalization;
using System.Text.RegularExpressions;

namespace Sweep.Cli.Drill;

/// <summary>Which process made a connection, by what the kernel lists: it tells those apart that call one address.</summary>
public static partial class SocketOwner
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <param name="callerPort">The port at the end of the one who called.</param>
    /// <param name="calledPort">The port that was called.</param>
    /// <returns>One of the candidates; null when it is none of them, or has hung up.</returns>
    public static int? Of(int callerPort, int calledPort, IEnumerable<int> candidates)
    {
        if (Tables.SelectMany(ReadLines).Select(line => Inode(line, callerPort, calledPort)).FirstOrDefault(found => found is not null) is not { } inode)
        {
            return null;
        }

        var name = $"socket:[{inode}]";
        return candidates.Cast<int?>().FirstOrDefault(process => Descriptors(process!.Value).Any(descriptor => descriptor.LinkTarget == name));
    }

    /// <param name="line">"sl local_address rem_address st … inode …": addresses end with a colon and the port in hexadecimal digits.</param>
    /// <returns>Null when it is another connection.</returns>
    public static string? Inode(string line, int callerPort, int calledPort)
    {
        var match = Row().Match(line);
        return match.Success && Port(match.Groups[1]) == callerPort && Port(match.Groups[2]) == calledPort ? match.Groups[3].Value : null;

        static int Port(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private static string[] ReadLines(string table) => File.Exists(table) ? File.ReadAllLines(table) : [];

    private static FileInfo[] Descriptors(int process)
    {
        try
        {
            return new DirectoryInfo($"/proc/{process}/fd").GetFiles();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:([0-9A-F]{4})(?:\s+\S+){6}\s+(\d+)")]
    private static partial Regex Row();
}
