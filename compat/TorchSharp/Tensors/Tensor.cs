using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An n-dimensional array of libtorch. Whoever creates one disposes it, or leaves that to the <see cref="DisposeScope"/> it was
    /// created in; the finalizer is for what both forgot. Not for use from several threads at once.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private nint handle;

        internal Tensor(nint handle)
        {
            this.handle = handle;
            OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
        }

        ~Tensor() => Free();

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>The native tensor.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        internal nint Handle => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public void Dispose()
        {
            OwningDisposeScope?.Move(this, null);
            Free();
            GC.SuppressFinalize(this);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.Move(this, OwningDisposeScope.OuterScope);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Move(this, null);
            return this;
        }

        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        public override string ToString() => $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        /// <summary>Wraps what a native call returned.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">It returned nothing, because it failed.</exception>
        internal static Tensor Own(nint handle) => new(Operations.Check(handle));

        private void Free()
        {
            var freed = Interlocked.Exchange(ref handle, 0);
            if (freed != 0)
            {
                Operations.shim_tensor_free(freed);
            }
        }
    }

    /// <summary>Opens a scope that disposes the tensors this thread creates in it.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();
}
