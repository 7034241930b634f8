using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Operations.matmul(this, target);

        public Tensor mm(Tensor target) => Operations.mm(this, target);

        public Tensor mv(Tensor target) => Operations.mv(this, target);

        public Tensor bmm(Tensor batch2) => Operations.bmm(this, batch2);

        public Tensor dot(Tensor target) => Operations.dot(this, target);

        public Tensor outer(Tensor vec2) => Operations.outer(this, vec2);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Operations.addmm(this, mat1, mat2, beta, alpha);
    }
}
