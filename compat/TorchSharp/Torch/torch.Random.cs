using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Without a generator the numbers come from libtorch's default one.</summary>
    public static Tensor rand(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Operations.rand(size, generator, Real(dtype), device ?? CPU).requires_grad_(requires_grad);
}
