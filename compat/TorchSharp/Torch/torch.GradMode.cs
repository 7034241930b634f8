using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Until it is disposed, this thread records nothing for gradients.</summary>
    public static IDisposable no_grad() => new NoGrad();

    private sealed class NoGrad : IDisposable
    {
        private readonly int before = Operations.shim_grad_mode();

        internal NoGrad() => Operations.shim_set_grad_mode(0);

        public void Dispose() => Operations.shim_set_grad_mode(before);
    }
}
