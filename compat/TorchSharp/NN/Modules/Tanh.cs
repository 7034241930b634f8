using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>The hyperbolic tangent.</summary>
    public sealed class Tanh : Module<Tensor, Tensor>
    {
        internal Tanh()
            : base(nameof(Tanh))
        {
        }

        public override Tensor forward(Tensor input) => input.tanh();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Tanh Tanh() =>
                new();
        }
    }
}
