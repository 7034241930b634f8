using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>The gradients of outputs with respect to inputs, without touching any tensor's own gradient.</summary>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            fixed (nint* output = Handles.OrNull([.. outputs]))
            fixed (nint* input = Handles.OrNull([.. inputs]))
            fixed (nint* gradient = Handles.OrNull([.. grad_outputs ?? []]))
            {
                var result = Operations.shim_autograd_grad(
                    output, outputs.Count, input, inputs.Count, gradient, grad_outputs?.Count ?? 0,
                    retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0);
                GC.KeepAlive(outputs);
                GC.KeepAlive(inputs);
                GC.KeepAlive(grad_outputs);
                return Handles.Take(result);
            }
        }
    }
}
