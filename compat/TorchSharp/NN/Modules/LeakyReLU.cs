using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>Negative numbers are made small.</summary>
    public sealed class LeakyReLU : Module<Tensor, Tensor>
    {
        private readonly double slope;
        private readonly bool inplace;

        internal LeakyReLU(double slope, bool inplace)
            : base(nameof(LeakyReLU))
        {
            this.slope = slope;
            this.inplace = inplace;
        }

        public override Tensor forward(Tensor input) => functional.leaky_relu(input, slope, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) =>
                new(negative_slope, inplace);
        }
    }
}
