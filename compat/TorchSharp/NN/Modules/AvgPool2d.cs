using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>The mean of each window.</summary>
    public sealed class AvgPool2d : Module<Tensor, Tensor>
    {
        private readonly long kernel;
        private readonly long? stride;
        private readonly long? padding;
        private readonly bool ceil;
        private readonly bool countPadding;

        internal AvgPool2d(long kernel, long? stride, long? padding, bool ceil, bool countPadding)
            : base(nameof(AvgPool2d))
        {
            this.kernel = kernel;
            this.stride = stride;
            this.padding = padding;
            this.ceil = ceil;
            this.countPadding = countPadding;
        }

        public override Tensor forward(Tensor input) => functional.avg_pool2d(input, kernel, stride, padding ?? 0, ceil, countPadding);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.AvgPool2d AvgPool2d(
                long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true) =>
                new(kernel_size, stride, padding, ceil_mode, count_include_pad);
        }
    }
}
