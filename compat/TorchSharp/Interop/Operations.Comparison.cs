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
    private static extern nint shim_eq_Scalar(nint self, ScalarValue other);

    internal static Tensor eq(Tensor self, Scalar other)
    {
        var result = shim_eq_Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_ne(nint self, nint other);

    internal static Tensor ne(Tensor self, Tensor other)
    {
        var result = shim_ne(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_ne_Scalar(nint self, ScalarValue other);

    internal static Tensor ne(Tensor self, Scalar other)
    {
        var result = shim_ne_Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_lt(nint self, nint other);

    internal static Tensor lt(Tensor self, Tensor other)
    {
        var result = shim_lt(self.Handle, other.Handle);
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
    private static extern nint shim_le(nint self, nint other);

    internal static Tensor le(Tensor self, Tensor other)
    {
        var result = shim_le(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_le_Scalar(nint self, ScalarValue other);

    internal static Tensor le(Tensor self, Scalar other)
    {
        var result = shim_le_Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_gt(nint self, nint other);

    internal static Tensor gt(Tensor self, Tensor other)
    {
        var result = shim_gt(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_gt_Scalar(nint self, ScalarValue other);

    internal static Tensor gt(Tensor self, Scalar other)
    {
        var result = shim_gt_Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_ge(nint self, nint other);

    internal static Tensor ge(Tensor self, Tensor other)
    {
        var result = shim_ge(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
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

    [DllImport(Library)]
    private static extern nint shim_logical_not(nint self);

    internal static Tensor logical_not(Tensor self)
    {
        var result = shim_logical_not(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_logical_and(nint self, nint other);

    internal static Tensor logical_and(Tensor self, Tensor other)
    {
        var result = shim_logical_and(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_logical_or(nint self, nint other);

    internal static Tensor logical_or(Tensor self, Tensor other)
    {
        var result = shim_logical_or(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_logical_xor(nint self, nint other);

    internal static Tensor logical_xor(Tensor self, Tensor other)
    {
        var result = shim_logical_xor(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_bitwise_not(nint self);

    internal static Tensor bitwise_not(Tensor self)
    {
        var result = shim_bitwise_not(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_bitwise_and(nint self, nint other);

    internal static Tensor bitwise_and(Tensor self, Tensor other)
    {
        var result = shim_bitwise_and(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_bitwise_or(nint self, nint other);

    internal static Tensor bitwise_or(Tensor self, Tensor other)
    {
        var result = shim_bitwise_or(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_bitwise_xor(nint self, nint other);

    internal static Tensor bitwise_xor(Tensor self, Tensor other)
    {
        var result = shim_bitwise_xor(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_isnan(nint self);

    internal static Tensor isnan(Tensor self)
    {
        var result = shim_isnan(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_isinf(nint self);

    internal static Tensor isinf(Tensor self)
    {
        var result = shim_isinf(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_isfinite(nint self);

    internal static Tensor isfinite(Tensor self)
    {
        var result = shim_isfinite(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_isclose(nint self, nint other, double rtol, double atol, int equal_nan);

    internal static Tensor isclose(Tensor self, Tensor other, double rtol, double atol, bool equal_nan)
    {
        var result = shim_isclose(self.Handle, other.Handle, rtol, atol, equal_nan ? 1 : 0);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }
}
