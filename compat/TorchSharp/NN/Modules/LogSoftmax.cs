using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>The logarithms of shares of one along a dimension.</summary>
    public sealed class LogSoftmax : Module<Tensor, Tensor>
    {
        private readonly long dim;

        internal LogSoftmax(long dim)
            : base(nameof(LogSoftmax))
        {
            this.dim = dim;
        }

        public override Tensor forward(Tensor input) => input.log_softmax(dim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LogSoftmax LogSoftmax(long dim) =>
                new(dim);
        }
    }
}
