using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>Several dimensions become one.</summary>
    public sealed class Flatten : Module<Tensor, Tensor>
    {
        private readonly long start;
        private readonly long end;

        internal Flatten(long start, long end)
            : base(nameof(Flatten))
        {
            this.start = start;
            this.end = end;
        }

        public override Tensor forward(Tensor input) => input.flatten(start, end);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Flatten Flatten(long start_dim = 1, long end_dim = -1) =>
                new(start_dim, end_dim);
        }
    }
}
