// Written by generate.py from operations.table: edit those.
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Operations
{
    [DllImport(Library)]
    private static extern nint shim_matmul(nint self, nint other);

    internal static Tensor matmul(Tensor self, Tensor other)
    {
        var result = shim_matmul(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_mm(nint self, nint other);

    internal static Tensor mm(Tensor self, Tensor other)
    {
        var result = shim_mm(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_mv(nint self, nint other);

    internal static Tensor mv(Tensor self, Tensor other)
    {
        var result = shim_mv(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_bmm(nint self, nint other);

    internal static Tensor bmm(Tensor self, Tensor other)
    {
        var result = shim_bmm(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_dot(nint self, nint other);

    internal static Tensor dot(Tensor self, Tensor other)
    {
        var result = shim_dot(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_outer(nint self, nint other);

    internal static Tensor outer(Tensor self, Tensor other)
    {
        var result = shim_outer(self.Handle, other.Handle);
        GC.KeepAlive(self);
        GC.KeepAlive(other);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_addmm(nint self, nint mat1, nint mat2, ScalarValue beta, ScalarValue alpha);

    internal static Tensor addmm(Tensor self, Tensor mat1, Tensor mat2, Scalar beta, Scalar alpha)
    {
        var result = shim_addmm(self.Handle, mat1.Handle, mat2.Handle, beta.Value, alpha.Value);
        GC.KeepAlive(self);
        GC.KeepAlive(mat1);
        GC.KeepAlive(mat2);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_addmm_(nint self, nint mat1, nint mat2, ScalarValue beta, ScalarValue alpha);

    internal static void addmm_(Tensor self, Tensor mat1, Tensor mat2, Scalar beta, Scalar alpha)
    {
        var done = shim_addmm_(self.Handle, mat1.Handle, mat2.Handle, beta.Value, alpha.Value);
        GC.KeepAlive(self);
        GC.KeepAlive(mat1);
        GC.KeepAlive(mat2);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_einsum(byte* equation, nint* tensors, long tensors_n);

    internal static Tensor einsum(string equation, IReadOnlyList<Tensor> tensors)
    {
        fixed (byte* equation_p = Text.Utf8(equation))
        fixed (nint* tensors_p = Handles.Of(tensors))
        {
            var result = shim_einsum(equation_p, tensors_p, tensors.Count);
            GC.KeepAlive(tensors);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_cdist(nint x1, nint x2, double p, long* compute_mode);

    internal static Tensor cdist(Tensor x1, Tensor x2, double p, long? compute_mode)
    {
        var compute_mode_v = compute_mode.GetValueOrDefault();
        var result = shim_cdist(x1.Handle, x2.Handle, p, compute_mode.HasValue ? &compute_mode_v : null);
        GC.KeepAlive(x1);
        GC.KeepAlive(x2);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_linalg_svd(nint input, int full_matrices, nint* result0, nint* result1, nint* result2);

    internal static (Tensor, Tensor, Tensor) linalg_svd(Tensor input, bool full_matrices)
    {
        nint result0, result1, result2;
        var done = shim_linalg_svd(input.Handle, full_matrices ? 1 : 0, &result0, &result1, &result2);
        GC.KeepAlive(input);
        Check(done);
        return (Tensor.Own(result0), Tensor.Own(result1), Tensor.Own(result2));
    }

    [DllImport(Library)]
    private static extern int shim_linalg_eigh(nint input, byte* uplo, nint* result0, nint* result1);

    internal static (Tensor, Tensor) linalg_eigh(Tensor input, string uplo)
    {
        nint result0, result1;
        fixed (byte* uplo_p = Text.Utf8(uplo))
        {
            var done = shim_linalg_eigh(input.Handle, uplo_p, &result0, &result1);
            GC.KeepAlive(input);
            Check(done);
            return (Tensor.Own(result0), Tensor.Own(result1));
        }
    }

    [DllImport(Library)]
    private static extern int shim_linalg_qr(nint input, byte* mode, nint* result0, nint* result1);

    internal static (Tensor, Tensor) linalg_qr(Tensor input, string mode)
    {
        nint result0, result1;
        fixed (byte* mode_p = Text.Utf8(mode))
        {
            var done = shim_linalg_qr(input.Handle, mode_p, &result0, &result1);
            GC.KeepAlive(input);
            Check(done);
            return (Tensor.Own(result0), Tensor.Own(result1));
        }
    }

    [DllImport(Library)]
    private static extern nint shim_linalg_norm(nint input, ScalarValue ord, long* dim, long dim_n, int keepdim);

    internal static Tensor linalg_norm(Tensor input, Scalar? ord, ReadOnlySpan<long> dim, bool keepdim)
    {
        fixed (long* dim_p = dim)
        {
            var result = shim_linalg_norm(input.Handle, ord?.Value ?? default, dim_p, dim.Length, keepdim ? 1 : 0);
            GC.KeepAlive(input);
            return Tensor.Own(result);
        }
    }
}
