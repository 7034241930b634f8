using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>Zeroes numbers at random while training.</summary>
    public sealed class Dropout : Module<Tensor, Tensor>
    {
        private readonly double p;
        private readonly bool inplace;

        internal Dropout(double p, bool inplace)
            : base(nameof(Dropout))
        {
            this.p = p;
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor input) => functional.dropout(input, p, training, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Dropout Dropout(double p = 0.5, bool inplace = false) =>
                new(p, inplace);
        }
    }
}
