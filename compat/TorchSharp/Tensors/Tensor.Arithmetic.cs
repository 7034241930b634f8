using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Operations.add(this, target, Scalar.One);

        public Tensor add(Tensor target, Scalar alpha) => Operations.add(this, target, alpha);

        public Tensor add(Scalar scalar) => Operations.add(this, scalar, Scalar.One);

        public Tensor add(Scalar scalar, Scalar alpha) => Operations.add(this, scalar, alpha);

        public Tensor sub(Tensor target) => Operations.sub(this, target);

        public Tensor sub(Scalar target) => Operations.sub(this, target);

        public Tensor mul(Tensor target) => Operations.mul(this, target);

        public Tensor mul(Scalar target) => Operations.mul(this, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Operations.div(this, target) : Operations.div_mode(this, target, rounding_mode.ToString());

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Operations.div(this, target) : Operations.div_mode(this, target, rounding_mode.ToString());

        public Tensor floor_divide(Tensor other) => Operations.floor_divide(this, other);

        public Tensor floor_divide(Scalar other) => Operations.floor_divide(this, other);

        public Tensor remainder(Tensor target) => Operations.remainder(this, target);

        public Tensor remainder(Scalar scalar) => Operations.remainder(this, scalar);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Operations.addcmul(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Operations.addcdiv(this, tensor1, tensor2, value);

        public Tensor lerp(Tensor end, Tensor weight) => Operations.lerp(this, end, weight);

        public Tensor pow(Tensor exponent) => Operations.pow(this, exponent);

        public Tensor pow(Scalar exponent) => Operations.pow(this, exponent);

        public Tensor square() => pow(2);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Operations.clamp(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Operations.clamp(this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor maximum(Tensor other) => Operations.maximum(this, other);

        public Tensor minimum(Tensor other) => Operations.minimum(this, other);
    }
}
