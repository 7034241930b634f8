using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor cpu() => to(CPU);

        public Tensor to(ScalarType type) => Operations.to(this, device, type, false, false);

        public Tensor to(Device device) => Operations.to(this, device, dtype, false, false);
    }
}
