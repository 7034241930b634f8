using System.Collections.Immutable;
using System.CommandLine;
using System.Text.RegularExpressions;
using Sweep.GpuNode.Nodes;
using TorchSharp;

namespace Sweep.Cli.Engine;

/// <summary><c>--device</c> and <c>--slots</c>: on what this process trains.</summary>
public sealed partial class DeviceOptions
{
    private readonly Option<string?> device = new("--device")
    {
        Description = "cpu, cuda:N, or several, parted by commas (default: all GPUs, else cpu).",
        HelpName = "DEVICES",
    };

    private readonly Option<int?> slots = new("--slots")
    {
        Description = "Runs that train at a time on each device (default: one for each core on cpu, one on a GPU).",
        HelpName = "N",
    };

    public DeviceOptions()
    {
        device.Validators.Add(result =>
        {
            foreach (var name in result.Tokens.SelectMany(token => token.Value.Split(',')))
            {
                if (!DeviceName().IsMatch(name))
                {
                    result.AddError($"`--device` is {name}, but must be cpu or cuda:N, such as cuda:0.");
                }
            }
        });
        slots.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var number) && number < 1)
            {
                result.AddError($"`--slots` is {text}, but must be at least 1.");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Add(device);
        command.Add(slots);
    }

    /// <exception cref="CommandFailed">A GPU was asked for that is not there.</exception>
    public ImmutableArray<DeviceSlots> Read(ParseResult parsed)
    {
        var names = parsed.GetValue(device)?.Split(',').Distinct().ToList() ?? DefaultDevices();
        var count = parsed.GetValue(slots);
        return [.. names.Select(name => new DeviceSlots(name, count ?? (name == "cpu" ? CpuCores.Count() : 1))).Select(RequireDevice)];
    }

    // Asking libtorch for GPUs loads it, which is slow: only where the driver is.
    private static List<string> DefaultDevices() => HasGpuDriver() && torch.cuda.is_available()
        ? [.. Enumerable.Range(0, torch.cuda.device_count()).Select(number => $"cuda:{number}")]
        : ["cpu"];

    private static bool HasGpuDriver() => File.Exists("/dev/nvidiactl") || OperatingSystem.IsWindows();

    private static DeviceSlots RequireDevice(DeviceSlots wanted)
    {
        if (wanted.Device == "cpu")
        {
            return wanted;
        }

        var available = HasGpuDriver() && torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        return int.Parse(wanted.Device["cuda:".Length..]) < available
            ? wanted
            : throw CommandFailed.BadUsage(
                $"`--device` is {wanted.Device}, but this machine has {available} GPUs that the tensor library can use; `sweep doctor` shows more.");
    }

    [GeneratedRegex(@"^(cpu|cuda:\d{1,2})$")]
    private static partial Regex DeviceName();
}
