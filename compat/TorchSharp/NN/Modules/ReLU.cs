using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>Negative numbers become 0.</summary>
    public sealed class ReLU : Module<Tensor, Tensor>
    {
        private readonly bool inplace;

        internal ReLU(bool inplace)
            : base(nameof(ReLU))
        {
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor input) => functional.relu(input, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ReLU ReLU(bool inplace = false) =>
                new(inplace);
        }
    }
}
