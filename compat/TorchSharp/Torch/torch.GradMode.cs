using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Until it is disposed, this thread records nothing for gradients.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => Operations.shim_grad_mode() != 0;

    private sealed class GradMode : IDisposable
    {
        private readonly bool before = is_grad_enabled();

        internal GradMode(bool enabled) => Operations.shim_set_grad_mode(enabled ? 1 : 0);

        public void Dispose() => Operations.shim_set_grad_mode(before ? 1 : 0);
    }
}
