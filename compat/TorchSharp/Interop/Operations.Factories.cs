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
    private static extern nint shim_full(long* size, long size_n, ScalarValue value, int dtype, int device, int device_index);

    internal static Tensor full(ReadOnlySpan<long> size, Scalar value, ScalarType dtype, Device device)
    {
        fixed (long* size_p = size)
        {
            return Tensor.Own(shim_full(size_p, size.Length, value.Value, (int)dtype, (int)device.type, device.index));
        }
    }

    [DllImport(Library)]
    private static extern nint shim_eye(long n, long m, int dtype, int device, int device_index);

    internal static Tensor eye(long n, long m, ScalarType dtype, Device device)
    {
        return Tensor.Own(shim_eye(n, m, (int)dtype, (int)device.type, device.index));
    }

    [DllImport(Library)]
    private static extern nint shim_arange(ScalarValue start, ScalarValue stop, ScalarValue step, int dtype, int device, int device_index);

    internal static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType dtype, Device device)
    {
        return Tensor.Own(shim_arange(start.Value, stop.Value, step.Value, (int)dtype, (int)device.type, device.index));
    }

    [DllImport(Library)]
    private static extern nint shim_linspace(ScalarValue start, ScalarValue stop, long steps, int dtype, int device, int device_index);

    internal static Tensor linspace(Scalar start, Scalar stop, long steps, ScalarType dtype, Device device)
    {
        return Tensor.Own(shim_linspace(start.Value, stop.Value, steps, (int)dtype, (int)device.type, device.index));
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
    private static extern nint shim_randn(long* size, long size_n, nint generator, int dtype, int device, int device_index);

    internal static Tensor randn(ReadOnlySpan<long> size, Generator? generator, ScalarType dtype, Device device)
    {
        fixed (long* size_p = size)
        {
            var result = shim_randn(size_p, size.Length, generator?.Handle ?? 0, (int)dtype, (int)device.type, device.index);
            GC.KeepAlive(generator);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_randint(long low, long high, long* size, long size_n, nint generator, int dtype, int device, int device_index);

    internal static Tensor randint(long low, long high, ReadOnlySpan<long> size, Generator? generator, ScalarType dtype, Device device)
    {
        fixed (long* size_p = size)
        {
            var result = shim_randint(low, high, size_p, size.Length, generator?.Handle ?? 0, (int)dtype, (int)device.type, device.index);
            GC.KeepAlive(generator);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_randperm(long n, nint generator, int dtype, int device, int device_index);

    internal static Tensor randperm(long n, Generator? generator, ScalarType dtype, Device device)
    {
        var result = shim_randperm(n, generator?.Handle ?? 0, (int)dtype, (int)device.type, device.index);
        GC.KeepAlive(generator);
        return Tensor.Own(result);
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

    [DllImport(Library)]
    private static extern nint shim_full_like(nint input, ScalarValue value, int dtype, int device, int device_index);

    internal static Tensor full_like(Tensor input, Scalar value, ScalarType dtype, Device device)
    {
        var result = shim_full_like(input.Handle, value.Value, (int)dtype, (int)device.type, device.index);
        GC.KeepAlive(input);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_rand_like(nint input, int dtype, int device, int device_index);

    internal static Tensor rand_like(Tensor input, ScalarType dtype, Device device)
    {
        var result = shim_rand_like(input.Handle, (int)dtype, (int)device.type, device.index);
        GC.KeepAlive(input);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_randn_like(nint input, int dtype, int device, int device_index);

    internal static Tensor randn_like(Tensor input, ScalarType dtype, Device device)
    {
        var result = shim_randn_like(input.Handle, (int)dtype, (int)device.type, device.index);
        GC.KeepAlive(input);
        return Tensor.Own(result);
    }
}
