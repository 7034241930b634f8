using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Operations.zeros_like(this, dtype ?? this.dtype, device ?? this.device).requires_grad_(requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Operations.ones_like(this, dtype ?? this.dtype, device ?? this.device).requires_grad_(requires_grad);

        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Operations.empty_like(this, dtype ?? this.dtype, device ?? this.device).requires_grad_(requires_grad);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Operations.full_like(this, value, dtype ?? this.dtype, device ?? this.device).requires_grad_(requires_grad);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Operations.rand_like(this, dtype ?? this.dtype, device ?? this.device).requires_grad_(requires_grad);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Operations.randn_like(this, dtype ?? this.dtype, device ?? this.device).requires_grad_(requires_grad);
    }
}
