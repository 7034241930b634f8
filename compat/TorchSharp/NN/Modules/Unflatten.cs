using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>One dimension becomes several.</summary>
    public sealed class Unflatten : Module<Tensor, Tensor>
    {
        private readonly long dim;
        private readonly long[] sizes;

        internal Unflatten(long dim, long[] sizes)
            : base(nameof(Unflatten))
        {
            this.dim = dim;
            this.sizes = sizes;
        }

        public override Tensor forward(Tensor input) => input.unflatten(dim, sizes);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Unflatten Unflatten(long dim, long[] unflattened_size) =>
                new(dim, unflattened_size);
        }
    }
}
