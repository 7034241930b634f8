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
    private static extern nint shim_unflatten(nint self, long dim, long* sizes, long sizes_n);

    internal static Tensor unflatten(Tensor self, long dim, ReadOnlySpan<long> sizes)
    {
        fixed (long* sizes_p = sizes)
        {
            var result = shim_unflatten(self.Handle, dim, sizes_p, sizes.Length);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_unsqueeze(nint self, long dim);

    internal static Tensor unsqueeze(Tensor self, long dim)
    {
        var result = shim_unsqueeze(self.Handle, dim);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_squeeze(nint self);

    internal static Tensor squeeze(Tensor self)
    {
        var result = shim_squeeze(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_squeeze_Dim(nint self, long dim);

    internal static Tensor squeeze(Tensor self, long dim)
    {
        var result = shim_squeeze_Dim(self.Handle, dim);
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
    private static extern nint shim_repeat(nint self, long* sizes, long sizes_n);

    internal static Tensor repeat(Tensor self, ReadOnlySpan<long> sizes)
    {
        fixed (long* sizes_p = sizes)
        {
            var result = shim_repeat(self.Handle, sizes_p, sizes.Length);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_repeat_interleave(nint self, long repeats, long* dim);

    internal static Tensor repeat_interleave(Tensor self, long repeats, long? dim)
    {
        var dim_v = dim.GetValueOrDefault();
        var result = shim_repeat_interleave(self.Handle, repeats, dim.HasValue ? &dim_v : null);
        GC.KeepAlive(self);
        return Tensor.Own(result);
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
    private static extern nint shim_as_strided(nint self, long* size, long size_n, long* stride, long stride_n, long* storage_offset);

    internal static Tensor as_strided(Tensor self, ReadOnlySpan<long> size, ReadOnlySpan<long> stride, long? storage_offset)
    {
        var storage_offset_v = storage_offset.GetValueOrDefault();
        fixed (long* size_p = size)
        fixed (long* stride_p = stride)
        {
            var result = shim_as_strided(
                self.Handle, size_p, size.Length, stride_p, stride.Length, storage_offset.HasValue ? &storage_offset_v : null);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
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
    private static extern nint shim_slice(nint self, long dim, long* start, long* end, long step);

    internal static Tensor slice(Tensor self, long dim, long? start, long? end, long step)
    {
        var start_v = start.GetValueOrDefault();
        var end_v = end.GetValueOrDefault();
        var result = shim_slice(self.Handle, dim, start.HasValue ? &start_v : null, end.HasValue ? &end_v : null, step);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_select(nint self, long dim, long index);

    internal static Tensor select(Tensor self, long dim, long index)
    {
        var result = shim_select(self.Handle, dim, index);
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
    private static extern nint shim_index_fill(nint self, long dim, nint index, ScalarValue value);

    internal static Tensor index_fill(Tensor self, long dim, Tensor index, Scalar value)
    {
        var result = shim_index_fill(self.Handle, dim, index.Handle, value.Value);
        GC.KeepAlive(self);
        GC.KeepAlive(index);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_index_fill_(nint self, long dim, nint index, ScalarValue value);

    internal static void index_fill_(Tensor self, long dim, Tensor index, Scalar value)
    {
        var done = shim_index_fill_(self.Handle, dim, index.Handle, value.Value);
        GC.KeepAlive(self);
        GC.KeepAlive(index);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_index_copy_(nint self, long dim, nint index, nint source);

    internal static void index_copy_(Tensor self, long dim, Tensor index, Tensor source)
    {
        var done = shim_index_copy_(self.Handle, dim, index.Handle, source.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(index);
        GC.KeepAlive(source);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_index_add_(nint self, long dim, nint index, nint source, ScalarValue alpha);

    internal static void index_add_(Tensor self, long dim, Tensor index, Tensor source, Scalar alpha)
    {
        var done = shim_index_add_(self.Handle, dim, index.Handle, source.Handle, alpha.Value);
        GC.KeepAlive(self);
        GC.KeepAlive(index);
        GC.KeepAlive(source);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_gather(nint self, long dim, nint index);

    internal static Tensor gather(Tensor self, long dim, Tensor index)
    {
        var result = shim_gather(self.Handle, dim, index.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(index);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_scatter_(nint self, long dim, nint index, nint source);

    internal static void scatter_(Tensor self, long dim, Tensor index, Tensor source)
    {
        var done = shim_scatter_(self.Handle, dim, index.Handle, source.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(index);
        GC.KeepAlive(source);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_scatter_add_(nint self, long dim, nint index, nint source);

    internal static void scatter_add_(Tensor self, long dim, Tensor index, Tensor source)
    {
        var done = shim_scatter_add_(self.Handle, dim, index.Handle, source.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(index);
        GC.KeepAlive(source);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_masked_fill(nint self, nint mask, ScalarValue value);

    internal static Tensor masked_fill(Tensor self, Tensor mask, Scalar value)
    {
        var result = shim_masked_fill(self.Handle, mask.Handle, value.Value);
        GC.KeepAlive(self);
        GC.KeepAlive(mask);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_masked_fill_(nint self, nint mask, ScalarValue value);

    internal static void masked_fill_(Tensor self, Tensor mask, Scalar value)
    {
        var done = shim_masked_fill_(self.Handle, mask.Handle, value.Value);
        GC.KeepAlive(self);
        GC.KeepAlive(mask);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_masked_select(nint self, nint mask);

    internal static Tensor masked_select(Tensor self, Tensor mask)
    {
        var result = shim_masked_select(self.Handle, mask.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(mask);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_nonzero(nint self);

    internal static Tensor nonzero(Tensor self)
    {
        var result = shim_nonzero(self.Handle);
        GC.KeepAlive(self);
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
    private static extern nint shim_rot90(nint self, long k, long* dims, long dims_n);

    internal static Tensor rot90(Tensor self, long k, ReadOnlySpan<long> dims)
    {
        fixed (long* dims_p = dims)
        {
            var result = shim_rot90(self.Handle, k, dims_p, dims.Length);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_roll(nint self, long* shifts, long shifts_n, long* dims, long dims_n);

    internal static Tensor roll(Tensor self, ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims)
    {
        fixed (long* shifts_p = shifts)
        fixed (long* dims_p = dims)
        {
            var result = shim_roll(self.Handle, shifts_p, shifts.Length, dims_p, dims.Length);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_tril(nint self, long diagonal);

    internal static Tensor tril(Tensor self, long diagonal)
    {
        var result = shim_tril(self.Handle, diagonal);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_triu(nint self, long diagonal);

    internal static Tensor triu(Tensor self, long diagonal)
    {
        var result = shim_triu(self.Handle, diagonal);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_diagonal(nint self, long offset, long dim1, long dim2);

    internal static Tensor diagonal(Tensor self, long offset, long dim1, long dim2)
    {
        var result = shim_diagonal(self.Handle, offset, dim1, dim2);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_unfold(nint self, long dimension, long size, long step);

    internal static Tensor unfold(Tensor self, long dimension, long size, long step)
    {
        var result = shim_unfold(self.Handle, dimension, size, step);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_cat(nint* tensors, long tensors_n, long dim);

    internal static Tensor cat(IReadOnlyList<Tensor> tensors, long dim)
    {
        fixed (nint* tensors_p = Handles.Of(tensors))
        {
            var result = shim_cat(tensors_p, tensors.Count, dim);
            GC.KeepAlive(tensors);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_stack(nint* tensors, long tensors_n, long dim);

    internal static Tensor stack(IReadOnlyList<Tensor> tensors, long dim)
    {
        fixed (nint* tensors_p = Handles.Of(tensors))
        {
            var result = shim_stack(tensors_p, tensors.Count, dim);
            GC.KeepAlive(tensors);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_split(nint self, long size, long dim);

    internal static Tensor[] split(Tensor self, long size, long dim)
    {
        var result = shim_split(self.Handle, size, dim);
        GC.KeepAlive(self);
        return Handles.Take(result);
    }

    [DllImport(Library)]
    private static extern nint shim_split_with_sizes(nint self, long* sizes, long sizes_n, long dim);

    internal static Tensor[] split_with_sizes(Tensor self, ReadOnlySpan<long> sizes, long dim)
    {
        fixed (long* sizes_p = sizes)
        {
            var result = shim_split_with_sizes(self.Handle, sizes_p, sizes.Length, dim);
            GC.KeepAlive(self);
            return Handles.Take(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_chunk(nint self, long chunks, long dim);

    internal static Tensor[] chunk(Tensor self, long chunks, long dim)
    {
        var result = shim_chunk(self.Handle, chunks, dim);
        GC.KeepAlive(self);
        return Handles.Take(result);
    }

    [DllImport(Library)]
    private static extern nint shim_unbind(nint self, long dim);

    internal static Tensor[] unbind(Tensor self, long dim)
    {
        var result = shim_unbind(self.Handle, dim);
        GC.KeepAlive(self);
        return Handles.Take(result);
    }

    [DllImport(Library)]
    private static extern nint shim_clone(nint self);

    internal static Tensor clone(Tensor self)
    {
        var result = shim_clone(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
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
    private static extern int shim_detach_(nint self);

    internal static void detach_(Tensor self)
    {
        var done = shim_detach_(self.Handle);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_to(nint self, int device, int device_index, int dtype, int non_blocking, int copy);

    internal static Tensor to(Tensor self, Device device, ScalarType dtype, bool non_blocking, bool copy)
    {
        var result = shim_to(self.Handle, (int)device.type, device.index, (int)dtype, non_blocking ? 1 : 0, copy ? 1 : 0);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_pin_memory(nint self);

    internal static Tensor pin_memory(Tensor self)
    {
        var result = shim_pin_memory(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }
}
