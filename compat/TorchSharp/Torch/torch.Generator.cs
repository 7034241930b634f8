using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers of its own: one seed, one sequence. Disposed by whoever made it.</summary>
    public class Generator : IDisposable
    {
        private nint handle;

        /// <param name="device">Where the numbers are made; a generator serves tensors of its device alone.</param>
        public Generator(ulong seed = 0, Device? device = null)
        {
            var where = device ?? CPU;
            handle = Operations.Check(Operations.shim_generator_new(seed, (int)where.type, where.index));
        }

        ~Generator() => Free();

        internal nint Handle => handle;

        public void Dispose()
        {
            Free();
            GC.SuppressFinalize(this);
        }

        private void Free()
        {
            var freed = Interlocked.Exchange(ref handle, 0);
            if (freed != 0)
            {
                Operations.shim_generator_free(freed);
            }
        }
    }
}
