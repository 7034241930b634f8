using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => Operations.view(this, shape);

        public Tensor reshape(params long[] shape) => Operations.reshape(this, shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Operations.flatten(this, start_dim, end_dim);

        public Tensor expand(params long[] sizes) => Operations.expand(this, sizes, false);

        public Tensor permute(params long[] permutation) => Operations.permute(this, permutation);

        public Tensor transpose(long dim0, long dim1) => Operations.transpose(this, dim0, dim1);

        public Tensor t() => Operations.t(this);

        public Tensor contiguous() => Operations.contiguous(this);

        public Tensor flip(params long[] dims) => Operations.flip(this, dims);
    }
}
