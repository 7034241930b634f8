using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public sealed class Sigmoid : Module<Tensor, Tensor>
    {
        internal Sigmoid()
            : base(nameof(Sigmoid))
        {
        }

        public override Tensor forward(Tensor input) => input.sigmoid();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Sigmoid Sigmoid() =>
                new();
        }
    }
}
