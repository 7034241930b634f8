using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor narrow(long dim, long start, long length) => Operations.narrow(this, dim, start, length);

        public Tensor index_select(long dim, Tensor index) => Operations.index_select(this, dim, index);
    }
}
