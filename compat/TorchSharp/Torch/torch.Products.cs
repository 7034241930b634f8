using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class linalg
    {
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => Operations.linalg_svd(input, fullMatrices);

        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Operations.linalg_eigh(input, UPLO.ToString());
    }
}
