using System.CommandLine;
using System.Net;
using System.Net.Sockets;

namespace Sweep.Cli.Clusters;

/// <summary><c>--listen</c>, <c>--join</c> and <c>--public-host</c>: a process's place in the cluster.</summary>
public sealed class PlaceOptions
{
    private static readonly HostPort DefaultCoordinator = new("127.0.0.1", 4053);

    private readonly bool isCoordinator;
    private readonly Option<IReadOnlyList<HostPort>?> listen;
    private readonly Option<IReadOnlyList<HostPort>?> join;

    private readonly Option<string?> publicHost = new("--public-host")
    {
        Description = "What other machines call this one, where that is not the host it listens on.",
        HelpName = "HOST",
    };

    /// <param name="isCoordinator">Whether the process may be the coordinator itself.</param>
    public PlaceOptions(bool isCoordinator)
    {
        this.isCoordinator = isCoordinator;
        listen = new Option<IReadOnlyList<HostPort>?>("--listen")
        {
            Description = isCoordinator
                ? $"Where to listen for nodes (default: {DefaultCoordinator}). Off loopback this needs {ClusterSecurity.SecretFile}, "
                    + $"{ClusterSecurity.TlsCertificate} and {ClusterSecurity.TlsKey}."
                : "Where to listen for the coordinator (default: any free port of the address from which it is reached).",
            HelpName = "HOST:PORT",
            CustomParser = HostPort.Of,
        };
        join = new Option<IReadOnlyList<HostPort>?>("--join")
        {
            Description = isCoordinator ? "The other coordinators, of which one is in charge at a time." : $"The coordinators (default: {DefaultCoordinator}).",
            HelpName = "HOST:PORT[,HOST:PORT]",
            CustomParser = HostPort.Of,
        };
        listen.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Contains(',')))
            {
                result.AddError("`--listen` must be one address.");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Add(listen);
        command.Add(join);
        command.Add(publicHost);
    }

    /// <exception cref="CommandFailed">The address is open to others and nothing keeps them out, or it is none by which they find this process.</exception>
    public ClusterPlace Read(ParseResult parsed, Func<string, string?> environment)
    {
        var joined = parsed.GetValue(join) ?? (isCoordinator ? [] : [DefaultCoordinator]);
        var at = parsed.GetValue(listen)?[0] ?? (isCoordinator ? DefaultCoordinator : new HostPort(AddressTowards(joined[0]), 0));
        var security = ClusterSecurity.From(environment);
        security.Require(at);
        var named = parsed.GetValue(publicHost);
        RequireName(at, named);
        return new ClusterPlace(at, named, isCoordinator ? [new HostPort(named ?? at.Host, at.Port), .. joined] : joined, security);
    }

    // What a process is called is part of every address that it gives to others, and they answer there.
    private void RequireName(HostPort at, string? named)
    {
        if (named is null && at.IsUnspecified)
        {
            throw CommandFailed.BadUsage(
                $"`--listen` is {at}, which means every address of this machine, and is none at which others could reach it. Say with `--public-host` what "
                    + "they call this machine, or listen on one of its addresses.");
        }

        if (isCoordinator && at.Port == 0)
        {
            throw CommandFailed.BadUsage(
                $"`--listen` is {at}, but a coordinator must listen on a port that nodes can be told, such as {DefaultCoordinator.Port}.");
        }
    }

    // A datagram socket that is connected sends nothing, but knows from which address it would.
    private static string AddressTowards(HostPort other)
    {
        try
        {
            using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(other.Host, Math.Max(1, other.Port));
            var address = ((IPEndPoint)socket.LocalEndPoint!).Address;
            return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
        }
        catch (SocketException error)
        {
            throw CommandFailed.BadUsage($"`--join` names {other}, to which this machine finds no way ({error.Message}).");
        }
    }
}
