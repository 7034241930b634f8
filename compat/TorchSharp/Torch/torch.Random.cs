using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Without a generator the numbers come from libtorch's default one, which <see cref="random.manual_seed"/> seeds.</summary>
    public static Tensor rand(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Operations.rand(size, generator, Real(dtype), device ?? CPU).requires_grad_(requires_grad);

    public static partial class random
    {
        /// <summary>Seeds the default generators of all devices.</summary>
        /// <returns>The CPU's.</returns>
        public static Generator manual_seed(long seed)
        {
            Operations.Check(Operations.shim_manual_seed(unchecked((ulong)seed)));
            return Generator.Default();
        }
    }
}
