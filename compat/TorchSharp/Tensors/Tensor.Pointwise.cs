using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor neg() => Operations.neg(this);

        public Tensor abs() => Operations.abs(this);

        public Tensor sign() => Operations.sign(this);

        public Tensor sqrt() => Operations.sqrt(this);

        public Tensor rsqrt() => Operations.rsqrt(this);

        public Tensor reciprocal() => Operations.reciprocal(this);

        public Tensor exp() => Operations.exp(this);

        public Tensor expm1() => Operations.expm1(this);

        public Tensor log() => Operations.log(this);

        public Tensor log1p() => Operations.log1p(this);

        public Tensor log2() => Operations.log2(this);

        public Tensor log10() => Operations.log10(this);

        public Tensor sin() => Operations.sin(this);

        public Tensor cos() => Operations.cos(this);

        public Tensor tanh() => Operations.tanh(this);

        public Tensor erf() => Operations.erf(this);

        public Tensor floor() => Operations.floor(this);

        public Tensor ceil() => Operations.ceil(this);

        public Tensor trunc() => Operations.trunc(this);

        public Tensor sigmoid() => Operations.sigmoid(this);

        public Tensor relu() => Operations.relu(this);

        public Tensor silu() => Operations.silu(this);

        public Tensor isnan() => Operations.isnan(this);

        public Tensor isinf() => Operations.isinf(this);

        public Tensor isfinite() => Operations.isfinite(this);

        public Tensor logical_not() => Operations.logical_not(this);

        public Tensor bitwise_not() => Operations.bitwise_not(this);

        public Tensor negative() => neg();

        public Tensor round(long decimals = 0L) => Operations.round(this, decimals);

        public Tensor gelu() => Operations.gelu(this, "none");

        public Tensor leaky_relu(Scalar negative_slope) => Operations.leaky_relu(this, negative_slope);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Operations.softmax(this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Operations.log_softmax(this, dim, dtype);
    }
}
