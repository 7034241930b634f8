// Written by generate.py from operations.table: edit those.
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Operations
{
    [DllImport(Library)]
    private static extern nint shim_eq(nint self, nint other);

    internal static Tensor eq(Tensor self, Tensor other)
    {
        var result = shim_eq(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_lt_Scalar(nint self, ScalarValue other);

    internal static Tensor lt(Tensor self, Scalar other)
    {
        var result = shim_lt_Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_ge_Scalar(nint self, ScalarValue other);

    internal static Tensor ge(Tensor self, Scalar other)
    {
        var result = shim_ge_Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }
}
