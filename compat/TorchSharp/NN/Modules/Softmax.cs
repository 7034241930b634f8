using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>Shares of one along a dimension.</summary>
    public sealed class Softmax : Module<Tensor, Tensor>
    {
        private readonly long dim;

        internal Softmax(long dim)
            : base(nameof(Softmax))
        {
            this.dim = dim;
        }

        public override Tensor forward(Tensor input) => input.softmax(dim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Softmax Softmax(long dim) =>
                new(dim);
        }
    }
}
