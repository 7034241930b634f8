using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>Slides windows over images: weights are outputs × inputs/groups × height × width.</summary>
    public sealed class Conv2d : Module<Tensor, Tensor>
    {
        private readonly long[] stride;
        private readonly long[] padding;
        private readonly long[] dilation;
        private readonly long groups;

        internal Conv2d(
            (long In, long Out) channels, long kernel, long stride, long padding, long dilation, long groups, bool hasBias,
            Device? device, ScalarType? dtype)
            : base(nameof(Conv2d))
        {
            this.stride = [stride, stride];
            this.padding = [padding, padding];
            this.dilation = [dilation, dilation];
            this.groups = groups;
            weight = Learnt.Weight(init.kaiming_uniform_(empty([channels.Out, channels.In / groups, kernel, kernel], dtype, device), Math.Sqrt(5)));
            register_parameter("weight", weight);
            if (hasBias)
            {
                bias = Learnt.Bias(channels.Out, channels.In / groups * kernel * kernel, dtype, device);
                register_parameter("bias", bias);
            }
        }

        public Parameter weight { get; }

        public Parameter? bias { get; }

        public override Tensor forward(Tensor input) => functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                padding_mode == PaddingModes.Zeros
                    ? new((in_channels, out_channels), kernel_size, stride, padding, dilation, groups, bias, device, dtype)
                    : throw new NotSupportedException($"`padding_mode` is {padding_mode}, but must be Zeros.");
        }
    }
}
