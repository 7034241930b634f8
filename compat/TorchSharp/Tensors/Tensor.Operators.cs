using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => Operations.add(left, right, Scalar.One);

        public static Tensor operator -(Tensor left, Tensor right) => Operations.sub(left, right);

        public static Tensor operator *(Tensor left, Scalar right) => Operations.mul(left, right);

        public Tensor eq(Tensor target) => Operations.eq(this, target);

        public Tensor lt(Scalar target) => Operations.lt(this, target);

        public Tensor ge(Scalar target) => Operations.ge(this, target);
    }
}
