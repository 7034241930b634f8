using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes images (samples × channels × height × width) to a size or by factors.</summary>
            /// <exception cref="NotSupportedException">The mode is neither nearest nor bilinear.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false) =>
                mode switch
                {
                    InterpolationMode.Nearest => upsample_nearest2d(x, size, scale_factor),
                    InterpolationMode.Bilinear => Operations.upsample_bilinear2d(x, size, align_corners ?? false, scale_factor),
                    _ => throw new NotSupportedException($"`mode` is {mode}, but must be Nearest or Bilinear."),
                };

            public static Tensor upsample_nearest2d(Tensor input, long[]? outputSizes = null, double[]? scaleFactors = null) =>
                Operations.upsample_nearest2d(input, outputSizes, scaleFactors);

            /// <summary>Lays out each window that a convolution sees as a column: samples × (channels · window) × windows.</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                Operations.im2col(input, [kernel_size, kernel_size], [dilation, dilation], [padding, padding], [stride, stride]);
        }
    }
}
