namespace TorchSharp;

/// <summary>Kinds of devices, numbered as in libtorch.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
}

public static partial class torch
{
    /// <summary>Where a tensor lies: <c>cpu</c>, <c>cuda</c> (the current one) or <c>cuda:N</c>.</summary>
    public class Device
    {
        internal Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            // A device of a kind of which there is one carries no number.
            this.index = deviceType == DeviceType.CUDA ? index : -1;
        }

        public DeviceType type { get; }

        /// <summary>The device's number, or -1 for the current one.</summary>
        internal int index { get; }

        public override string ToString() => index < 0 ? type.ToString().ToLowerInvariant() : $"{type.ToString().ToLowerInvariant()}:{index}";
    }

    public static Device CPU = new(DeviceType.CPU);

    /// <exception cref="ArgumentException">The text names no device.</exception>
    public static Device device(string description)
    {
        var parts = description.Split(':');
        var index = -1;
        if (parts.Length > 2 || !Enum.TryParse<DeviceType>(parts[0], ignoreCase: true, out var type)
            || (parts.Length == 2 && (!int.TryParse(parts[1], out index) || index < 0)))
        {
            throw new ArgumentException($"The device is '{description}', but must be `cpu`, `cuda` or `cuda:N`.", nameof(description));
        }
        return new Device(type, index);
    }
}
