using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Operations.abs(this);

        public Tensor sqrt() => Operations.sqrt(this);

        public Tensor square() => Operations.pow(this, 2);

        public Tensor sigmoid() => Operations.sigmoid(this);
    }
}
