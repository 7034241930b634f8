using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Operations.arange(start, stop, step, dtype ?? RangeType(start, stop, step), device ?? CPU).requires_grad_(requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, Scalar.One, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, Scalar.One, dtype, device, requires_grad);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Operations.linspace(start, end, steps, Real(dtype), device ?? CPU).requires_grad_(requires_grad);

    public static Tensor eye(long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Operations.eye(rows, columns < 0 ? rows : columns, Real(dtype), device ?? CPU).requires_grad_(requires_grad);

    private static ScalarType RangeType(params Scalar[] bounds) =>
        bounds.All(bound => bound.Type == ScalarType.Int64) ? ScalarType.Int64 : default_dtype;
}
