using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        // Each works on this tensor and returns it.

        public Tensor add_(Tensor target)
        {
            Operations.add_(this, target, Scalar.One);
            return this;
        }

        public Tensor add_(Tensor target, Scalar alpha)
        {
            Operations.add_(this, target, alpha);
            return this;
        }

        public Tensor add_(Scalar scalar)
        {
            Operations.add_(this, scalar, Scalar.One);
            return this;
        }

        public Tensor mul_(Scalar target)
        {
            Operations.mul_(this, target);
            return this;
        }

        public Tensor div_(Scalar target)
        {
            Operations.div_(this, target);
            return this;
        }

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            Operations.addcmul_(this, tensor1, tensor2, value);
            return this;
        }

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            Operations.addcdiv_(this, tensor1, tensor2, value);
            return this;
        }

        public Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            Operations.clamp_(this, min, max);
            return this;
        }

        public Tensor zero_()
        {
            Operations.zero_(this);
            return this;
        }

        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            Operations.copy_(this, source, nonBlocking);
            return this;
        }

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1)
        {
            Operations.addmm_(this, mat1, mat2, beta, alpha);
            return this;
        }
    }
}
