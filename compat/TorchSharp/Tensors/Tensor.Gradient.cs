using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on the tensor are recorded for <see cref="backward()"/>.</summary>
        public bool requires_grad
        {
            get => Operations.shim_tensor_requires_grad(Handle) != 0;
            set => Operations.Check(Operations.shim_tensor_set_requires_grad(Handle, value ? 1 : 0));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>What <see cref="backward()"/> accumulated, or null. Each read wraps it anew; the reader disposes.</summary>
        public unsafe Tensor? grad
        {
            get
            {
                nint gradient;
                Operations.Check(Operations.shim_tensor_grad(Handle, &gradient));
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set => Operations.Check(Operations.shim_tensor_set_grad(Handle, Handles.OrNull(value)));
        }

        public void retain_grad() => Operations.Check(Operations.shim_tensor_retain_grad(Handle));

        /// <summary>Accumulates the gradients of this one number into the leaves that it was computed from.</summary>
        public void backward() => autograd.backward([this]);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>The same values outside of what gradients flow through.</summary>
        public Tensor detach() => Operations.detach(this);
    }
}
