using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor narrow(long dim, long start, long length) => Operations.narrow(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => Operations.slice(this, dim, start, finish, step);

        public Tensor select(long dim, long index) => Operations.select(this, dim, index);

        public Tensor index_select(long dim, Tensor index) => Operations.index_select(this, dim, index);

        public Tensor index_fill(long dim, Tensor index, Scalar value) => Operations.index_fill(this, dim, index, value);

        public Tensor gather(long dim, Tensor index) => Operations.gather(this, dim, index);

        public Tensor masked_fill(Tensor mask, Scalar value) => Operations.masked_fill(this, mask, value);

        public Tensor masked_select(Tensor mask) => Operations.masked_select(this, mask);

        public Tensor nonzero() => Operations.nonzero(this);

        public Tensor where(Tensor condition, Tensor y) => Operations.where(condition, this, y);
    }
}
