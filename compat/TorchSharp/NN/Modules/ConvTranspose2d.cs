using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>The transpose of a convolution, which enlarges images: weights are inputs × outputs/groups × height × width.</summary>
    public sealed class ConvTranspose2d : Module<Tensor, Tensor>
    {
        private readonly long[] stride;
        private readonly long[] padding;
        private readonly long[] outputPadding;
        private readonly long[] dilation;
        private readonly long groups;

        internal ConvTranspose2d(
            (long In, long Out) channels, long kernel, long stride, long padding, long outputPadding, long dilation, long groups, bool hasBias,
            Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose2d))
        {
            this.stride = [stride, stride];
            this.padding = [padding, padding];
            this.outputPadding = [outputPadding, outputPadding];
            this.dilation = [dilation, dilation];
            this.groups = groups;
            weight = Learnt.Weight(init.kaiming_uniform_(empty([channels.In, channels.Out / groups, kernel, kernel], dtype, device), Math.Sqrt(5)));
            register_parameter("weight", weight);
            if (hasBias)
            {
                bias = Learnt.Bias(channels.Out, channels.Out / groups * kernel * kernel, dtype, device);
                register_parameter("bias", bias);
            }
        }

        public Parameter weight { get; }

        public Parameter? bias { get; }

        public override Tensor forward(Tensor input) => functional.conv_transpose2d(input, weight, bias, stride, padding, outputPadding, dilation, groups);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ConvTranspose2d ConvTranspose2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                padding_mode == PaddingModes.Zeros
                    ? new((in_channels, out_channels), kernel_size, stride, padding, output_padding, dilation, groups, bias, device, dtype)
                    : throw new NotSupportedException($"`padding_mode` is {padding_mode}, but must be Zeros.");
        }
    }
}
