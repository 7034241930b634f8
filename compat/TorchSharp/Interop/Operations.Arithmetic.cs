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
    private static extern nint shim_add_Scalar(nint self, ScalarValue other, ScalarValue alpha);

    internal static Tensor add(Tensor self, Scalar other, Scalar alpha)
    {
        var result = shim_add_Scalar(self.Handle, other.Value, alpha.Value);
        GC.KeepAlive(self);
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
    private static extern nint shim_sub_Scalar(nint self, ScalarValue other);

    internal static Tensor sub(Tensor self, Scalar other)
    {
        var result = shim_sub_Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_sub_(nint self, nint other);

    internal static void sub_(Tensor self, Tensor other)
    {
        var done = shim_sub_(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_sub__Scalar(nint self, ScalarValue other);

    internal static void sub_(Tensor self, Scalar other)
    {
        var done = shim_sub__Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_mul(nint self, nint other);

    internal static Tensor mul(Tensor self, Tensor other)
    {
        var result = shim_mul(self.Handle, other.Handle);
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
    private static extern int shim_mul_(nint self, nint other);

    internal static void mul_(Tensor self, Tensor other)
    {
        var done = shim_mul_(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        Check(done);
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
    private static extern nint shim_div(nint self, nint other);

    internal static Tensor div(Tensor self, Tensor other)
    {
        var result = shim_div(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_div_Scalar(nint self, ScalarValue other);

    internal static Tensor div(Tensor self, Scalar other)
    {
        var result = shim_div_Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_div_(nint self, nint other);

    internal static void div_(Tensor self, Tensor other)
    {
        var done = shim_div_(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
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
    private static extern nint shim_div_mode(nint self, nint other, byte* rounding_mode);

    internal static Tensor div_mode(Tensor self, Tensor other, string rounding_mode)
    {
        fixed (byte* rounding_mode_p = Text.Utf8(rounding_mode))
        {
            var result = shim_div_mode(self.Handle, other.Handle, rounding_mode_p);
            GC.KeepAlive(self);
            GC.KeepAlive(other);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_div_mode_Scalar(nint self, ScalarValue other, byte* rounding_mode);

    internal static Tensor div_mode(Tensor self, Scalar other, string rounding_mode)
    {
        fixed (byte* rounding_mode_p = Text.Utf8(rounding_mode))
        {
            var result = shim_div_mode_Scalar(self.Handle, other.Value, rounding_mode_p);
            GC.KeepAlive(self);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_floor_divide(nint self, nint other);

    internal static Tensor floor_divide(Tensor self, Tensor other)
    {
        var result = shim_floor_divide(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_floor_divide_Scalar(nint self, ScalarValue other);

    internal static Tensor floor_divide(Tensor self, Scalar other)
    {
        var result = shim_floor_divide_Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_remainder(nint self, nint other);

    internal static Tensor remainder(Tensor self, Tensor other)
    {
        var result = shim_remainder(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_remainder_Scalar(nint self, ScalarValue other);

    internal static Tensor remainder(Tensor self, Scalar other)
    {
        var result = shim_remainder_Scalar(self.Handle, other.Value);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_addcmul(nint self, nint tensor1, nint tensor2, ScalarValue value);

    internal static Tensor addcmul(Tensor self, Tensor tensor1, Tensor tensor2, Scalar value)
    {
        var result = shim_addcmul(self.Handle, tensor1.Handle, tensor2.Handle, value.Value);
        GC.KeepAlive(self);
        GC.KeepAlive(tensor1);
        GC.KeepAlive(tensor2);
        return Tensor.Own(result);
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
    private static extern nint shim_addcdiv(nint self, nint tensor1, nint tensor2, ScalarValue value);

    internal static Tensor addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, Scalar value)
    {
        var result = shim_addcdiv(self.Handle, tensor1.Handle, tensor2.Handle, value.Value);
        GC.KeepAlive(self);
        GC.KeepAlive(tensor1);
        GC.KeepAlive(tensor2);
        return Tensor.Own(result);
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
    private static extern nint shim_lerp(nint self, nint end, nint weight);

    internal static Tensor lerp(Tensor self, Tensor end, Tensor weight)
    {
        var result = shim_lerp(self.Handle, end.Handle, weight.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(end);
        GC.KeepAlive(weight);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_lerp_(nint self, nint end, nint weight);

    internal static void lerp_(Tensor self, Tensor end, Tensor weight)
    {
        var done = shim_lerp_(self.Handle, end.Handle, weight.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(end);
        GC.KeepAlive(weight);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_pow(nint self, nint exponent);

    internal static Tensor pow(Tensor self, Tensor exponent)
    {
        var result = shim_pow(self.Handle, exponent.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(exponent);
        return Tensor.Own(result);
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
    private static extern int shim_pow_(nint self, nint exponent);

    internal static void pow_(Tensor self, Tensor exponent)
    {
        var done = shim_pow_(self.Handle, exponent.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(exponent);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_pow__Scalar(nint self, ScalarValue exponent);

    internal static void pow_(Tensor self, Scalar exponent)
    {
        var done = shim_pow__Scalar(self.Handle, exponent.Value);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_fill_(nint self, ScalarValue value);

    internal static void fill_(Tensor self, Scalar value)
    {
        var done = shim_fill_(self.Handle, value.Value);
        GC.KeepAlive(self);
        Check(done);
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
    private static extern nint shim_clamp(nint self, ScalarValue min, ScalarValue max);

    internal static Tensor clamp(Tensor self, Scalar? min, Scalar? max)
    {
        var result = shim_clamp(self.Handle, min?.Value ?? default, max?.Value ?? default);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_clamp_Tensor(nint self, nint min, nint max);

    internal static Tensor clamp(Tensor self, Tensor? min, Tensor? max)
    {
        var result = shim_clamp_Tensor(self.Handle, Handles.OrNull(min), Handles.OrNull(max));
        GC.KeepAlive(self);
        GC.KeepAlive(min);
        GC.KeepAlive(max);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_clamp_(nint self, ScalarValue min, ScalarValue max);

    internal static void clamp_(Tensor self, Scalar? min, Scalar? max)
    {
        var done = shim_clamp_(self.Handle, min?.Value ?? default, max?.Value ?? default);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_clamp__Tensor(nint self, nint min, nint max);

    internal static void clamp_(Tensor self, Tensor? min, Tensor? max)
    {
        var done = shim_clamp__Tensor(self.Handle, Handles.OrNull(min), Handles.OrNull(max));
        GC.KeepAlive(self);
        GC.KeepAlive(min);
        GC.KeepAlive(max);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_maximum(nint self, nint other);

    internal static Tensor maximum(Tensor self, Tensor other)
    {
        var result = shim_maximum(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_minimum(nint self, nint other);

    internal static Tensor minimum(Tensor self, Tensor other)
    {
        var result = shim_minimum(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }
}
