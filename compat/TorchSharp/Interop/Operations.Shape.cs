// Written by generate.py from operations.table: edit those.
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Operations
{
    [DllImport(Library)]
    private static extern nint shim_view(nint self, long* size, long size_n);

    internal static Tensor view(Tensor self, ReadOnlySpan<long> size)
    {
        fixed (long* size_p = size)
        {
            var result = shim_view(self.Handle, size_p, size.Length);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_reshape(nint self, long* size, long size_n);

    internal static Tensor reshape(Tensor self, ReadOnlySpan<long> size)
    {
        fixed (long* size_p = size)
        {
            var result = shim_reshape(self.Handle, size_p, size.Length);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_flatten(nint self, long start_dim, long end_dim);

    internal static Tensor flatten(Tensor self, long start_dim, long end_dim)
    {
        var result = shim_flatten(self.Handle, start_dim, end_dim);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_expand(nint self, long* size, long size_n, int @implicit);

    internal static Tensor expand(Tensor self, ReadOnlySpan<long> size, bool @implicit)
    {
        fixed (long* size_p = size)
        {
            var result = shim_expand(self.Handle, size_p, size.Length, @implicit ? 1 : 0);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_permute(nint self, long* dims, long dims_n);

    internal static Tensor permute(Tensor self, ReadOnlySpan<long> dims)
    {
        fixed (long* dims_p = dims)
        {
            var result = shim_permute(self.Handle, dims_p, dims.Length);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_transpose(nint self, long dim0, long dim1);

    internal static Tensor transpose(Tensor self, long dim0, long dim1)
    {
        var result = shim_transpose(self.Handle, dim0, dim1);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_t(nint self);

    internal static Tensor t(Tensor self)
    {
        var result = shim_t(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_contiguous(nint self);

    internal static Tensor contiguous(Tensor self)
    {
        var result = shim_contiguous(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_narrow(nint self, long dim, long start, long length);

    internal static Tensor narrow(Tensor self, long dim, long start, long length)
    {
        var result = shim_narrow(self.Handle, dim, start, length);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_index_select(nint self, long dim, nint index);

    internal static Tensor index_select(Tensor self, long dim, Tensor index)
    {
        var result = shim_index_select(self.Handle, dim, index.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(index);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_where(nint condition, nint self, nint other);

    internal static Tensor where(Tensor condition, Tensor self, Tensor other)
    {
        var result = shim_where(condition.Handle, self.Handle, other.Handle);
        GC.KeepAlive(condition);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_flip(nint self, long* dims, long dims_n);

    internal static Tensor flip(Tensor self, ReadOnlySpan<long> dims)
    {
        fixed (long* dims_p = dims)
        {
            var result = shim_flip(self.Handle, dims_p, dims.Length);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_detach(nint self);

    internal static Tensor detach(Tensor self)
    {
        var result = shim_detach(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_to(nint self, int device, int device_index, int dtype, int non_blocking, int copy);

    internal static Tensor to(Tensor self, Device device, ScalarType dtype, bool non_blocking, bool copy)
    {
        var result = shim_to(self.Handle, (int)device.type, device.index, (int)dtype, non_blocking ? 1 : 0, copy ? 1 : 0);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }
}
