using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>x·Φ(x).</summary>
    public sealed class GELU : Module<Tensor, Tensor>
    {
        internal GELU()
            : base(nameof(GELU))
        {
        }

        public override Tensor forward(Tensor input) => functional.gelu(input);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.GELU GELU() =>
                new();
        }
    }
}
