// Written by generate.py from operations.table: edit those.
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Operations
{
    [DllImport(Library)]
    private static extern nint shim_add(nint self, nint other, ScalarValue alpha);

    internal static Tensor add(Tensor self, Tensor other, Scalar alpha)
    {
        var result = shim_add(self.Handle, other.Handle, alpha.Value);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_add_(nint self, nint other, ScalarValue alpha);

    internal static void add_(Tensor self, Tensor other, Scalar alpha)
    {
        var done = shim_add_(self.Handle, other.Handle, alpha.Value);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_add__Scalar(nint self, ScalarValue other, ScalarValue alpha);

    internal static void add_(Tensor self, Scalar other, Scalar alpha)
    {
        var done = shim_add__Scalar(self.Handle, other.Value, alpha.Value);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_sub(nint self, nint other);

    internal static Tensor sub(Tensor self, Tensor other)
    {
        var result = shim_sub(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_mul_Scalar(nint self, ScalarValue other);

    internal static Tensor mul(Tensor self, Scalar other)
    {
        var result = shim_mul_Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_mul__Scalar(nint self, ScalarValue other);

    internal static void mul_(Tensor self, Scalar other)
    {
        var done = shim_mul__Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_div__Scalar(nint self, ScalarValue other);

    internal static void div_(Tensor self, Scalar other)
    {
        var done = shim_div__Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_addcmul_(nint self, nint tensor1, nint tensor2, ScalarValue value);

    internal static void addcmul_(Tensor self, Tensor tensor1, Tensor tensor2, Scalar value)
    {
        var done = shim_addcmul_(self.Handle, tensor1.Handle, tensor2.Handle, value.Value);
        GC.KeepAlive(self);
        GC.KeepAlive(tensor1);
        GC.KeepAlive(tensor2);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_addcdiv_(nint self, nint tensor1, nint tensor2, ScalarValue value);

    internal static void addcdiv_(Tensor self, Tensor tensor1, Tensor tensor2, Scalar value)
    {
        var done = shim_addcdiv_(self.Handle, tensor1.Handle, tensor2.Handle, value.Value);
        GC.KeepAlive(self);
        GC.KeepAlive(tensor1);
        GC.KeepAlive(tensor2);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_pow_Scalar(nint self, ScalarValue exponent);

    internal static Tensor pow(Tensor self, Scalar exponent)
    {
        var result = shim_pow_Scalar(self.Handle, exponent.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_zero_(nint self);

    internal static void zero_(Tensor self)
    {
        var done = shim_zero_(self.Handle);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_copy_(nint self, nint source, int non_blocking);

    internal static void copy_(Tensor self, Tensor source, bool non_blocking)
    {
        var done = shim_copy_(self.Handle, source.Handle, non_blocking ? 1 : 0);
        GC.KeepAlive(self);
        GC.KeepAlive(source);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_clamp_(nint self, ScalarValue min, ScalarValue max);

    internal static void clamp_(Tensor self, Scalar? min, Scalar? max)
    {
        var done = shim_clamp_(self.Handle, min?.Value ?? default, max?.Value ?? default);
        GC.KeepAlive(self);
        Check(done);
    }
}
