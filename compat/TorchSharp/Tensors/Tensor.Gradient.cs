using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Says whether operations on the tensor are recorded for <see cref="autograd.grad"/>.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            Operations.Check(Operations.shim_tensor_set_requires_grad(Handle, requires_grad ? 1 : 0));
            return this;
        }

        /// <summary>The same values outside of what gradients flow through.</summary>
        public Tensor detach() => Operations.detach(this);
    }
}
