// Written by generate.py from operations.table: edit those.
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Operations
{
    [DllImport(Library)]
    private static extern nint shim_sum(nint self, int dtype);

    internal static Tensor sum(Tensor self, ScalarType? dtype)
    {
        var result = shim_sum(self.Handle, (int?)dtype ?? -1);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_sum_Dim(nint self, long* dim, long dim_n, int keepdim, int dtype);

    internal static Tensor sum(Tensor self, ReadOnlySpan<long> dim, bool keepdim, ScalarType? dtype)
    {
        fixed (long* dim_p = dim)
        {
            var result = shim_sum_Dim(self.Handle, dim_p, dim.Length, keepdim ? 1 : 0, (int?)dtype ?? -1);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_mean(nint self, int dtype);

    internal static Tensor mean(Tensor self, ScalarType? dtype)
    {
        var result = shim_mean(self.Handle, (int?)dtype ?? -1);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_mean_Dim(nint self, long* dim, long dim_n, int keepdim, int dtype);

    internal static Tensor mean(Tensor self, ReadOnlySpan<long> dim, bool keepdim, ScalarType? dtype)
    {
        fixed (long* dim_p = dim)
        {
            var result = shim_mean_Dim(self.Handle, dim_p, dim.Length, keepdim ? 1 : 0, (int?)dtype ?? -1);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_prod(nint self, int dtype);

    internal static Tensor prod(Tensor self, ScalarType? dtype)
    {
        var result = shim_prod(self.Handle, (int?)dtype ?? -1);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_prod_Dim(nint self, long dim, int keepdim, int dtype);

    internal static Tensor prod(Tensor self, long dim, bool keepdim, ScalarType? dtype)
    {
        var result = shim_prod_Dim(self.Handle, dim, keepdim ? 1 : 0, (int?)dtype ?? -1);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_std(nint self, int unbiased);

    internal static Tensor std(Tensor self, bool unbiased)
    {
        var result = shim_std(self.Handle, unbiased ? 1 : 0);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_std_Dim(nint self, long* dim, long dim_n, int unbiased, int keepdim);

    internal static Tensor std(Tensor self, ReadOnlySpan<long> dim, bool unbiased, bool keepdim)
    {
        fixed (long* dim_p = dim)
        {
            var result = shim_std_Dim(self.Handle, dim_p, dim.Length, unbiased ? 1 : 0, keepdim ? 1 : 0);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_var(nint self, int unbiased);

    internal static Tensor var(Tensor self, bool unbiased)
    {
        var result = shim_var(self.Handle, unbiased ? 1 : 0);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_var_Dim(nint self, long* dim, long dim_n, int unbiased, int keepdim);

    internal static Tensor var(Tensor self, ReadOnlySpan<long> dim, bool unbiased, bool keepdim)
    {
        fixed (long* dim_p = dim)
        {
            var result = shim_var_Dim(self.Handle, dim_p, dim.Length, unbiased ? 1 : 0, keepdim ? 1 : 0);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_max(nint self);

    internal static Tensor max(Tensor self)
    {
        var result = shim_max(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_max_Dim(nint self, long dim, int keepdim, nint* result0, nint* result1);

    internal static (Tensor, Tensor) max(Tensor self, long dim, bool keepdim)
    {
        nint result0, result1;
        var done = shim_max_Dim(self.Handle, dim, keepdim ? 1 : 0, &result0, &result1);
        GC.KeepAlive(self);
        Check(done);
        return (Tensor.Own(result0), Tensor.Own(result1));
    }

    [DllImport(Library)]
    private static extern nint shim_min(nint self);

    internal static Tensor min(Tensor self)
    {
        var result = shim_min(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_min_Dim(nint self, long dim, int keepdim, nint* result0, nint* result1);

    internal static (Tensor, Tensor) min(Tensor self, long dim, bool keepdim)
    {
        nint result0, result1;
        var done = shim_min_Dim(self.Handle, dim, keepdim ? 1 : 0, &result0, &result1);
        GC.KeepAlive(self);
        Check(done);
        return (Tensor.Own(result0), Tensor.Own(result1));
    }

    [DllImport(Library)]
    private static extern nint shim_amax(nint self, long* dim, long dim_n, int keepdim);

    internal static Tensor amax(Tensor self, ReadOnlySpan<long> dim, bool keepdim)
    {
        fixed (long* dim_p = dim)
        {
            var result = shim_amax(self.Handle, dim_p, dim.Length, keepdim ? 1 : 0);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_amin(nint self, long* dim, long dim_n, int keepdim);

    internal static Tensor amin(Tensor self, ReadOnlySpan<long> dim, bool keepdim)
    {
        fixed (long* dim_p = dim)
        {
            var result = shim_amin(self.Handle, dim_p, dim.Length, keepdim ? 1 : 0);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_argmax(nint self, long* dim, int keepdim);

    internal static Tensor argmax(Tensor self, long? dim, bool keepdim)
    {
        var dim_v = dim.GetValueOrDefault();
        var result = shim_argmax(self.Handle, dim.HasValue ? &dim_v : null, keepdim ? 1 : 0);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_argmin(nint self, long* dim, int keepdim);

    internal static Tensor argmin(Tensor self, long? dim, bool keepdim)
    {
        var dim_v = dim.GetValueOrDefault();
        var result = shim_argmin(self.Handle, dim.HasValue ? &dim_v : null, keepdim ? 1 : 0);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_any(nint self);

    internal static Tensor any(Tensor self)
    {
        var result = shim_any(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_any_Dim(nint self, long dim, int keepdim);

    internal static Tensor any(Tensor self, long dim, bool keepdim)
    {
        var result = shim_any_Dim(self.Handle, dim, keepdim ? 1 : 0);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_all(nint self);

    internal static Tensor all(Tensor self)
    {
        var result = shim_all(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_all_Dim(nint self, long dim, int keepdim);

    internal static Tensor all(Tensor self, long dim, bool keepdim)
    {
        var result = shim_all_Dim(self.Handle, dim, keepdim ? 1 : 0);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_cumsum(nint self, long dim, int dtype);

    internal static Tensor cumsum(Tensor self, long dim, ScalarType? dtype)
    {
        var result = shim_cumsum(self.Handle, dim, (int?)dtype ?? -1);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_median(nint self);

    internal static Tensor median(Tensor self)
    {
        var result = shim_median(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_norm(nint self, ScalarValue p);

    internal static Tensor norm(Tensor self, Scalar p)
    {
        var result = shim_norm(self.Handle, p.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_norm_Dim(nint self, ScalarValue p, long* dim, long dim_n, int keepdim);

    internal static Tensor norm(Tensor self, Scalar p, ReadOnlySpan<long> dim, bool keepdim)
    {
        fixed (long* dim_p = dim)
        {
            var result = shim_norm_Dim(self.Handle, p.Value, dim_p, dim.Length, keepdim ? 1 : 0);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern int shim_topk(nint self, long k, long dim, int largest, int sorted, nint* result0, nint* result1);

    internal static (Tensor, Tensor) topk(Tensor self, long k, long dim, bool largest, bool sorted)
    {
        nint result0, result1;
        var done = shim_topk(self.Handle, k, dim, largest ? 1 : 0, sorted ? 1 : 0, &result0, &result1);
        GC.KeepAlive(self);
        Check(done);
        return (Tensor.Own(result0), Tensor.Own(result1));
    }

    [DllImport(Library)]
    private static extern int shim_sort(nint self, long dim, int descending, nint* result0, nint* result1);

    internal static (Tensor, Tensor) sort(Tensor self, long dim, bool descending)
    {
        nint result0, result1;
        var done = shim_sort(self.Handle, dim, descending ? 1 : 0, &result0, &result1);
        GC.KeepAlive(self);
        Check(done);
        return (Tensor.Own(result0), Tensor.Own(result1));
    }

    [DllImport(Library)]
    private static extern nint shim_argsort(nint self, long dim, int descending);

    internal static Tensor argsort(Tensor self, long dim, bool descending)
    {
        var result = shim_argsort(self.Handle, dim, descending ? 1 : 0);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_histc(nint self, long bins, ScalarValue min, ScalarValue max);

    internal static Tensor histc(Tensor self, long bins, Scalar min, Scalar max)
    {
        var result = shim_histc(self.Handle, bins, min.Value, max.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_bincount(nint self, nint weights, long minlength);

    internal static Tensor bincount(Tensor self, Tensor? weights, long minlength)
    {
        var result = shim_bincount(self.Handle, Handles.OrNull(weights), minlength);
        GC.KeepAlive(self);
        GC.KeepAlive(weights);
        return Tensor.Own(result);
    }
}
