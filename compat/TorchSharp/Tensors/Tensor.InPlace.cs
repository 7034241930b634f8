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

        public Tensor add_(Scalar scalar, Scalar alpha)
        {
            Operations.add_(this, scalar, alpha);
            return this;
        }

        public Tensor sub_(Tensor target)
        {
            Operations.sub_(this, target);
            return this;
        }

        public Tensor sub_(Scalar target)
        {
            Operations.sub_(this, target);
            return this;
        }

        public Tensor mul_(Tensor target)
        {
            Operations.mul_(this, target);
            return this;
        }

        public Tensor mul_(Scalar target)
        {
            Operations.mul_(this, target);
            return this;
        }

        public Tensor div_(Tensor target)
        {
            Operations.div_(this, target);
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

        public Tensor lerp_(Tensor end, Tensor weight)
        {
            Operations.lerp_(this, end, weight);
            return this;
        }

        public Tensor pow_(Tensor exponent)
        {
            Operations.pow_(this, exponent);
            return this;
        }

        public Tensor pow_(Scalar exponent)
        {
            Operations.pow_(this, exponent);
            return this;
        }

        public Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            Operations.clamp_(this, min, max);
            return this;
        }

        public Tensor clamp_(Tensor? min = null, Tensor? max = null)
        {
            Operations.clamp_(this, min, max);
            return this;
        }

        public Tensor fill_(Scalar value)
        {
            Operations.fill_(this, value);
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

        public Tensor neg_()
        {
            Operations.neg_(this);
            return this;
        }

        public Tensor abs_()
        {
            Operations.abs_(this);
            return this;
        }

        public Tensor sqrt_()
        {
            Operations.sqrt_(this);
            return this;
        }

        public Tensor rsqrt_()
        {
            Operations.rsqrt_(this);
            return this;
        }

        public Tensor reciprocal_()
        {
            Operations.reciprocal_(this);
            return this;
        }

        public Tensor exp_()
        {
            Operations.exp_(this);
            return this;
        }

        public Tensor log_()
        {
            Operations.log_(this);
            return this;
        }

        public Tensor tanh_()
        {
            Operations.tanh_(this);
            return this;
        }

        public Tensor sigmoid_()
        {
            Operations.sigmoid_(this);
            return this;
        }

        public Tensor relu_()
        {
            Operations.relu_(this);
            return this;
        }

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1)
        {
            Operations.addmm_(this, mat1, mat2, beta, alpha);
            return this;
        }

        public Tensor index_fill_(long dim, Tensor index, Scalar value)
        {
            Operations.index_fill_(this, dim, index, value);
            return this;
        }

        public Tensor index_copy_(long dim, Tensor index, Tensor source)
        {
            Operations.index_copy_(this, dim, index, source);
            return this;
        }

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            Operations.index_add_(this, dim, index, source, alpha);
            return this;
        }

        public Tensor scatter_(long dim, Tensor index, Tensor src)
        {
            Operations.scatter_(this, dim, index, src);
            return this;
        }

        public Tensor scatter_add_(long dim, Tensor index, Tensor src)
        {
            Operations.scatter_add_(this, dim, index, src);
            return this;
        }

        public Tensor masked_fill_(Tensor mask, Scalar value)
        {
            Operations.masked_fill_(this, mask, value);
            return this;
        }

        public Tensor detach_()
        {
            Operations.detach_(this);
            return this;
        }
    }
}
