using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>The largest of each window.</summary>
    public sealed class MaxPool2d : Module<Tensor, Tensor>
    {
        private readonly long kernel;
        private readonly long? stride;
        private readonly long? padding;
        private readonly long? dilation;
        private readonly bool ceil;

        internal MaxPool2d(long kernel, long? stride, long? padding, long? dilation, bool ceil)
            : base(nameof(MaxPool2d))
        {
            this.kernel = kernel;
            this.stride = stride;
            this.padding = padding;
            this.dilation = dilation;
            this.ceil = ceil;
        }

        public override Tensor forward(Tensor input) => functional.max_pool2d(input, kernel, stride, padding, dilation, ceil);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.MaxPool2d MaxPool2d(
                long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                new(kernel_size, stride, padding, dilation, ceil_mode);
        }
    }
}
