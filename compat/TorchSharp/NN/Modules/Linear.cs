using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>x·Wᵀ + b.</summary>
    public sealed class Linear : Module<Tensor, Tensor>
    {
        internal Linear(long inputs, long outputs, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(Linear))
        {
            weight = Learnt.Weight(init.kaiming_uniform_(empty([outputs, inputs], dtype, device), Math.Sqrt(5)));
            register_parameter("weight", weight);
            if (hasBias)
            {
                bias = Learnt.Bias(outputs, inputs, dtype, device);
                register_parameter("bias", bias);
            }
        }

        public Parameter weight { get; }

        public Parameter? bias { get; }

        public override Tensor forward(Tensor input) => functional.linear(input, weight, bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Linear Linear(
                long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);
        }
    }
}
