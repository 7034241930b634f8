using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>Gives each channel mean 0 and variance 1 over the batch, then a learnt scale and shift.</summary>
    public sealed class BatchNorm2d : Module<Tensor, Tensor>
    {
        private readonly double eps;
        private readonly double momentum;

        internal BatchNorm2d(long features, double eps, double momentum, bool affine, bool trackStatistics, Device? device, ScalarType? dtype)
            : base(nameof(BatchNorm2d))
        {
            this.eps = eps;
            this.momentum = momentum;
            if (affine)
            {
                weight = Learnt.Weight(ones([features], dtype, device));
                bias = Learnt.Weight(zeros([features], dtype, device));
                register_parameter("weight", weight);
                register_parameter("bias", bias);
            }
            if (trackStatistics)
            {
                running_mean = zeros([features], dtype, device).DetachFromDisposeScope();
                running_var = ones([features], dtype, device).DetachFromDisposeScope();
                register_buffer("running_mean", running_mean);
                register_buffer("running_var", running_var);
            }
        }

        public Parameter? weight { get; }

        public Parameter? bias { get; }

        public Tensor? running_mean { get; }

        public Tensor? running_var { get; }

        public override Tensor forward(Tensor input) =>
            functional.batch_norm(input, running_mean, running_var, weight, bias, training || running_mean is null, momentum, eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.BatchNorm2d BatchNorm2d(
                long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
