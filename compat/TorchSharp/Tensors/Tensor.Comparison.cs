using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Operations.eq(this, target);

        public Tensor eq(Scalar target) => Operations.eq(this, target);

        public Tensor ne(Tensor target) => Operations.ne(this, target);

        public Tensor ne(Scalar target) => Operations.ne(this, target);

        public Tensor lt(Tensor target) => Operations.lt(this, target);

        public Tensor lt(Scalar target) => Operations.lt(this, target);

        public Tensor le(Tensor target) => Operations.le(this, target);

        public Tensor le(Scalar target) => Operations.le(this, target);

        public Tensor gt(Tensor target) => Operations.gt(this, target);

        public Tensor gt(Scalar target) => Operations.gt(this, target);

        public Tensor ge(Tensor target) => Operations.ge(this, target);

        public Tensor ge(Scalar target) => Operations.ge(this, target);

        public Tensor logical_and(Tensor other) => Operations.logical_and(this, other);

        public Tensor logical_or(Tensor other) => Operations.logical_or(this, other);

        public Tensor logical_xor(Tensor other) => Operations.logical_xor(this, other);

        public Tensor bitwise_and(Tensor other) => Operations.bitwise_and(this, other);

        public Tensor bitwise_or(Tensor other) => Operations.bitwise_or(this, other);

        public Tensor bitwise_xor(Tensor other) => Operations.bitwise_xor(this, other);

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Operations.isclose(this, other, rtol, atol, nanEqual);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            using var close = isclose(target, rtol, atol, equal_nan);
            using var all = close.all();
            return all.item<bool>();
        }
    }
}
