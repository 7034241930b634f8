// Written by generate.py from operations.table: edit those.
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Operations
{
    [DllImport(Library)]
    private static extern nint shim_neg(nint self);

    internal static Tensor neg(Tensor self)
    {
        var result = shim_neg(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_neg_(nint self);

    internal static void neg_(Tensor self)
    {
        var done = shim_neg_(self.Handle);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_abs(nint self);

    internal static Tensor abs(Tensor self)
    {
        var result = shim_abs(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_abs_(nint self);

    internal static void abs_(Tensor self)
    {
        var done = shim_abs_(self.Handle);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_sign(nint self);

    internal static Tensor sign(Tensor self)
    {
        var result = shim_sign(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_sqrt(nint self);

    internal static Tensor sqrt(Tensor self)
    {
        var result = shim_sqrt(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_sqrt_(nint self);

    internal static void sqrt_(Tensor self)
    {
        var done = shim_sqrt_(self.Handle);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_rsqrt(nint self);

    internal static Tensor rsqrt(Tensor self)
    {
        var result = shim_rsqrt(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_rsqrt_(nint self);

    internal static void rsqrt_(Tensor self)
    {
        var done = shim_rsqrt_(self.Handle);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_reciprocal(nint self);

    internal static Tensor reciprocal(Tensor self)
    {
        var result = shim_reciprocal(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_reciprocal_(nint self);

    internal static void reciprocal_(Tensor self)
    {
        var done = shim_reciprocal_(self.Handle);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_exp(nint self);

    internal static Tensor exp(Tensor self)
    {
        var result = shim_exp(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_exp_(nint self);

    internal static void exp_(Tensor self)
    {
        var done = shim_exp_(self.Handle);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_expm1(nint self);

    internal static Tensor expm1(Tensor self)
    {
        var result = shim_expm1(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_log(nint self);

    internal static Tensor log(Tensor self)
    {
        var result = shim_log(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_log_(nint self);

    internal static void log_(Tensor self)
    {
        var done = shim_log_(self.Handle);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_log1p(nint self);

    internal static Tensor log1p(Tensor self)
    {
        var result = shim_log1p(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_log2(nint self);

    internal static Tensor log2(Tensor self)
    {
        var result = shim_log2(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_log10(nint self);

    internal static Tensor log10(Tensor self)
    {
        var result = shim_log10(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_sin(nint self);

    internal static Tensor sin(Tensor self)
    {
        var result = shim_sin(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_cos(nint self);

    internal static Tensor cos(Tensor self)
    {
        var result = shim_cos(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_tanh(nint self);

    internal static Tensor tanh(Tensor self)
    {
        var result = shim_tanh(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_tanh_(nint self);

    internal static void tanh_(Tensor self)
    {
        var done = shim_tanh_(self.Handle);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_erf(nint self);

    internal static Tensor erf(Tensor self)
    {
        var result = shim_erf(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_round(nint self, long decimals);

    internal static Tensor round(Tensor self, long decimals)
    {
        var result = shim_round(self.Handle, decimals);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_floor(nint self);

    internal static Tensor floor(Tensor self)
    {
        var result = shim_floor(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_ceil(nint self);

    internal static Tensor ceil(Tensor self)
    {
        var result = shim_ceil(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_trunc(nint self);

    internal static Tensor trunc(Tensor self)
    {
        var result = shim_trunc(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_sigmoid(nint self);

    internal static Tensor sigmoid(Tensor self)
    {
        var result = shim_sigmoid(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_sigmoid_(nint self);

    internal static void sigmoid_(Tensor self)
    {
        var done = shim_sigmoid_(self.Handle);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_relu(nint self);

    internal static Tensor relu(Tensor self)
    {
        var result = shim_relu(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_relu_(nint self);

    internal static void relu_(Tensor self)
    {
        var done = shim_relu_(self.Handle);
        GC.KeepAlive(self);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_gelu(nint input, byte* approximate);

    internal static Tensor gelu(Tensor input, string approximate)
    {
        fixed (byte* approximate_p = Text.Utf8(approximate))
        {
            var result = shim_gelu(input.Handle, approximate_p);
            GC.KeepAlive(input);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_silu(nint input);

    internal static Tensor silu(Tensor input)
    {
        var result = shim_silu(input.Handle);
        GC.KeepAlive(input);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_leaky_relu(nint input, ScalarValue negative_slope);

    internal static Tensor leaky_relu(Tensor input, Scalar negative_slope)
    {
        var result = shim_leaky_relu(input.Handle, negative_slope.Value);
        GC.KeepAlive(input);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_softplus(nint input, ScalarValue beta, ScalarValue threshold);

    internal static Tensor softplus(Tensor input, Scalar beta, Scalar threshold)
    {
        var result = shim_softplus(input.Handle, beta.Value, threshold.Value);
        GC.KeepAlive(input);
        return Tensor.Own(result);
    }
}
