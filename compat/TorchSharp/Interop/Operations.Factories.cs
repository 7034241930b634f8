// Written by generate.py from operations.table: edit those.
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Operations
{
    [DllImport(Library)]
    private static extern nint shim_zeros(long* size, long size_n, int dtype, int device, int device_index);

    internal static Tensor zeros(ReadOnlySpan<long> size, ScalarType dtype, Device device)
    {
        fixed (long* size_p = size)
        {
            return Tensor.Own(shim_zeros(size_p, size.Length, (int)dtype, (int)device.type, device.index));
        }
    }

    [DllImport(Library)]
    private static extern nint shim_ones(long* size, long size_n, int dtype, int device, int device_index);

    internal static Tensor ones(ReadOnlySpan<long> size, ScalarType dtype, Device device)
    {
        fixed (long* size_p = size)
        {
            return Tensor.Own(shim_ones(size_p, size.Length, (int)dtype, (int)device.type, device.index));
        }
    }

    [DllImport(Library)]
    private static extern nint shim_empty(long* size, long size_n, int dtype, int device, int device_index);

    internal static Tensor empty(ReadOnlySpan<long> size, ScalarType dtype, Device device)
    {
        fixed (long* size_p = size)
        {
            return Tensor.Own(shim_empty(size_p, size.Length, (int)dtype, (int)device.type, device.index));
        }
    }

    [DllImport(Library)]
    private static extern nint shim_rand(long* size, long size_n, nint generator, int dtype, int device, int device_index);

    internal static Tensor rand(ReadOnlySpan<long> size, Generator? generator, ScalarType dtype, Device device)
    {
        fixed (long* size_p = size)
        {
            var result = shim_rand(size_p, size.Length, generator?.Handle ?? 0, (int)dtype, (int)device.type, device.index);
            GC.KeepAlive(generator);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_zeros_like(nint input, int dtype, int device, int device_index);

    internal static Tensor zeros_like(Tensor input, ScalarType dtype, Device device)
    {
        var result = shim_zeros_like(input.Handle, (int)dtype, (int)device.type, device.index);
        GC.KeepAlive(input);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_ones_like(nint input, int dtype, int device, int device_index);

    internal static Tensor ones_like(Tensor input, ScalarType dtype, Device device)
    {
        var result = shim_ones_like(input.Handle, (int)dtype, (int)device.type, device.index);
        GC.KeepAlive(input);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_empty_like(nint input, int dtype, int device, int device_index);

    internal static Tensor empty_like(Tensor input, ScalarType dtype, Device device)
    {
        var result = shim_empty_like(input.Handle, (int)dtype, (int)device.type, device.index);
        GC.KeepAlive(input);
        return Tensor.Own(result);
    }
}
