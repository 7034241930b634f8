using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>x·sigmoid(x).</summary>
    public sealed class SiLU : Module<Tensor, Tensor>
    {
        internal SiLU()
            : base(nameof(SiLU))
        {
        }

        public override Tensor forward(Tensor input) => functional.silu(input);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.SiLU SiLU() =>
                new();
        }
    }
}
