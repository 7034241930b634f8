using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>Enlarges images.</summary>
    public sealed class Upsample : Module<Tensor, Tensor>
    {
        private readonly long[]? size;
        private readonly double[]? factor;
        private readonly UpsampleMode mode;
        private readonly bool? align;

        internal Upsample(long[]? size, double[]? factor, UpsampleMode mode, bool? align)
            : base(nameof(Upsample))
        {
            this.size = size;
            this.factor = factor;
            this.mode = mode;
            this.align = align;
        }

        public override Tensor forward(Tensor input) => functional.interpolate(input, size, factor, (InterpolationMode)mode, align);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Upsample Upsample(
                long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null) =>
                new(size, scale_factor, mode, align_corners);
        }
    }
}
