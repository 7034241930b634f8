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
}
