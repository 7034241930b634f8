using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A tensor that a module learns.</summary>
    public class Parameter : Tensor
    {
        /// <param name="data">Its values; that tensor becomes empty.</param>
        public Parameter(Tensor data, bool requires_grad = true)
            : base(data.with_requires_grad(requires_grad).MoveHandle())
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
