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
    private static extern nint shim_max(nint self);

    internal static Tensor max(Tensor self)
    {
        var result = shim_max(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
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
}
