using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Sweep.EndToEnd.Tests.Support;

/// <summary>
/// Machines that have nothing in common but a network: namespaces of it with an address each, and cables to a switch, which is one more. The network
/// of this machine has no part in it, and nothing of it is left when the test is over.
/// </summary>
internal sealed class SeparateHosts : IDisposable
{
    private const string Adapter = "eth0";
    private const string Bridge = "bridge";

    private readonly string prefix = $"sweep-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
    private readonly List<string> made = [];
    private readonly List<string> hosts = [];

    /// <exception cref="InvalidOperationException">This user may not make them, or there is nothing to make them with.</exception>
    public SeparateHosts(params string[] names)
    {
        try
        {
            Make(Switch);
            Ip("-n", Switch, "link", "add", Bridge, "type", "bridge");
            Ip("-n", Switch, "link", "set", Bridge, "up");
            foreach (var name in names)
            {
                Add(name);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private string Switch => $"{prefix}-switch";

    public string AddressOf(string host) => $"10.77.0.{hosts.IndexOf(host) + 1}";

    /// <summary>A command that starts another one there.</summary>
    public IReadOnlyList<string> Inside(string host) => ["ip", "netns", "exec", Namespace(host)];

    /// <summary>Pulls the cable of a host: nothing comes to it or from it any more, and nobody is told.</summary>
    public void Unplug(string host) => Ip("-n", Switch, "link", "set", host, "down");

    public void Plug(string host) => Ip("-n", Switch, "link", "set", host, "up");

    /// <summary>Has all hosts lose, delay and double what they send, where the kernel can.</summary>
    /// <returns>Whether it can.</returns>
    public bool TryDisturb(string loss, string delay, string duplicates) => hosts.TrueForAll(host =>
        Run("tc", "-n", Namespace(host), "qdisc", "add", "dev", Adapter, "root", "netem", "loss", loss, "delay", delay, "duplicate", duplicates).IsSuccess);

    public void Dispose() => Assert.All(made, name => Ip("netns", "delete", name));

    private string Namespace(string host) => $"{prefix}-{host}";

    private void Make(string name)
    {
        Ip("netns", "add", name);
        made.Add(name);
        Ip("-n", name, "link", "set", "lo", "up");
    }

    // Both ends of the cable are made where they belong.
    private void Add(string host)
    {
        var name = Namespace(host);
        Make(name);
        hosts.Add(host);
        Ip("link", "add", Adapter, "netns", name, "type", "veth", "peer", "name", host, "netns", Switch);
        Ip("-n", Switch, "link", "set", host, "master", Bridge, "up");
        Ip("-n", name, "address", "add", $"{AddressOf(host)}/24", "dev", Adapter);
        Ip("-n", name, "link", "set", Adapter, "up");
    }

    private static void Ip(params string[] arguments)
    {
        if (Run("ip", arguments) is { IsSuccess: false } failed)
        {
            throw new InvalidOperationException($"`ip {string.Join(' ', arguments)}` failed: {failed.Error.Trim()}");
        }
    }

    private static (bool IsSuccess, string Error) Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode == 0, error);
        }
        catch (Win32Exception missing)
        {
            return (false, missing.Message);
        }
    }
}

/// <summary>A test that needs <see cref="SeparateHosts"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SeparateHostsFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Obstacle = new(() =>
    {
        try
        {
            new SeparateHosts("probe").Dispose();
            return null;
        }
        catch (InvalidOperationException refused)
        {
            return $"No namespaces of the network can be made here: {refused.Message}";
        }
    });

    public SeparateHostsFactAttribute() => Skip = Obstacle.Value;
}
