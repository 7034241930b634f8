using TorchSharp.Interop;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Copies an array of numbers, of any rank; the tensor takes the array's shape and type.</summary>
    /// <exception cref="NotSupportedException">The array's elements are no numbers that a tensor holds.</exception>
    public static Tensor from_array(Array rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Type.GetTypeCode(rawArray.GetType().GetElementType()) switch
        {
            TypeCode.Boolean => Copy<bool>(rawArray, ScalarType.Bool, dtype, device, requires_grad),
            TypeCode.Byte => Copy<byte>(rawArray, ScalarType.Byte, dtype, device, requires_grad),
            TypeCode.SByte => Copy<sbyte>(rawArray, ScalarType.Int8, dtype, device, requires_grad),
            TypeCode.Int16 => Copy<short>(rawArray, ScalarType.Int16, dtype, device, requires_grad),
            TypeCode.Int32 => Copy<int>(rawArray, ScalarType.Int32, dtype, device, requires_grad),
            TypeCode.Int64 => Copy<long>(rawArray, ScalarType.Int64, dtype, device, requires_grad),
            TypeCode.Single => Copy<float>(rawArray, ScalarType.Float32, dtype, device, requires_grad),
            TypeCode.Double => Copy<double>(rawArray, ScalarType.Float64, dtype, device, requires_grad),
            _ => throw new NotSupportedException($"The array holds {rawArray.GetType().GetElementType()}, but must hold numbers."),
        };

    private static unsafe Tensor Copy<T>(Array array, ScalarType type, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged
    {
        var values = array.Length == 0
            ? default
            : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
        var dimensions = Enumerable.Range(0, array.Rank).Select(array.GetLongLength).ToArray();
        return Copy(values, dimensions, type, dtype, device, requires_grad);
    }

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
            return copy.to(dtype ?? type, device ?? CPU).requires_grad_(requires_grad);
        }
    }
}
