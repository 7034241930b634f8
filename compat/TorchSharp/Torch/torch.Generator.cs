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
            this.device = device ?? CPU;
            handle = Operations.Check(Operations.shim_generator_new(seed, (int)this.device.type, this.device.index));
        }

        private Generator(nint handle)
        {
            this.handle = handle;
            device = CPU;
        }

        ~Generator() => Free();

        /// <summary>The CPU's default one.</summary>
        public static Generator Default => new(Operations.Check(Operations.shim_generator_default()));

        public nint Handle => handle;

        public Device device { get; }

        public Generator manual_seed(long seed)
        {
            Operations.Check(Operations.shim_generator_seed(handle, unchecked((ulong)seed)));
            return this;
        }

        public unsafe long initial_seed()
        {
            ulong seed;
            Operations.Check(Operations.shim_generator_initial_seed(handle, &seed));
            return unchecked((long)seed);
        }

        public Tensor get_state() => Tensor.Own(Operations.shim_generator_get_state(handle));

        public void set_state(Tensor value) => Operations.Check(Operations.shim_generator_set_state(handle, value.Handle));

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
