using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    private static unsafe Tensor Copy<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<long> dimensions, ScalarType type, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        var count = 1L;
        foreach (var dimension in dimensions)
        {
            count *= dimension;
        }
        if (count != values.Length)
        {
            throw new ArgumentException($"There are {values.Length} values, but the dimensions take {count}.", nameof(dimensions));
        }
        Tensor copy;
        fixed (T* data = values)
        fixed (long* sizes = dimensions)
        {
            copy = Tensor.Own(Operations.shim_tensor_from_data(data, sizes, dimensions.Length, (int)type));
        }
        if ((dtype is null || dtype == type) && (device is null || device.type == DeviceType.CPU))
        {
            return copy.requires_grad_(requires_grad);
        }
        using (copy)
        {
            return Operations.to(copy, device ?? CPU, dtype ?? type, false, false).requires_grad_(requires_grad);
        }
    }
}
