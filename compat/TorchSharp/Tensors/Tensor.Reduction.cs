using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Operations.sum(this, type);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Operations.mean(this, dimensions, keepdim, type);

        public Tensor max() => Operations.max(this);

        public Tensor argmax(long dim, bool keepdim = false) => Operations.argmax(this, dim, keepdim);
    }
}
