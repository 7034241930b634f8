using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Operations.matmul(this, target);

        public Tensor mm(Tensor target) => Operations.mm(this, target);
    }
}
