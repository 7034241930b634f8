namespace TorchSharp;

/// <summary>Kinds of devices, numbered as in libtorch.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
    META = 14,
}

public static partial class torch
{
    /// <summary>Where a tensor lies: <c>cpu</c>, <c>cuda</c> (the current one) or <c>cuda:N</c>.</summary>
    public class Device
    {
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            // A device of a kind of which there is one carries no number.
            this.index = deviceType == DeviceType.CUDA ? index : -1;
        }

        /// <exception cref="ArgumentException">The text names no device.</exception>
        public Device(string description)
            : this(Parse(description, out var index), index)
        {
        }

        public Device(string deviceType, int index = -1)
            : this(Parse(deviceType, out _), index)
        {
        }

        public DeviceType type { get; }

        /// <summary>The device's number, or -1 for the current one.</summary>
        public int index { get; }

        public static implicit operator Device(string description) => new(description);

        public override string ToString() => index < 0 ? type.ToString().ToLowerInvariant() : $"{type.ToString().ToLowerInvariant()}:{index}";

        private static DeviceType Parse(string description, out int index)
        {
            var parts = description.Split(':');
            index = -1;
            if (parts.Length > 2 || !Enum.TryParse<DeviceType>(parts[0], ignoreCase: true, out var type)
                || (parts.Length == 2 && (!int.TryParse(parts[1], out index) || index < 0)))
            {
                throw new ArgumentException($"The device is '{description}', but must be `cpu`, `cuda` or `cuda:N`.", nameof(description));
            }
            return type;
        }
    }

    public static Device CPU = new(DeviceType.CPU);
    public static Device CUDA = new(DeviceType.CUDA);
    public static Device META = new(DeviceType.META);

    public static Device device(string description) => new(description);

    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public static Device device(int index) => new(DeviceType.CUDA, index);
}
