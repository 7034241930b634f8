// Written by generate.py from operations.table: edit those.
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Operations
{
    [DllImport(Library)]
    private static extern nint shim_linear(nint input, nint weight, nint bias);

    internal static Tensor linear(Tensor input, Tensor weight, Tensor? bias)
    {
        var result = shim_linear(input.Handle, weight.Handle, Handles.OrNull(bias));
        GC.KeepAlive(input);
        GC.KeepAlive(weight);
        GC.KeepAlive(bias);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_conv2d(
        nint input, nint weight, nint bias, long* stride, long stride_n, long* padding, long padding_n, long* dilation, long dilation_n,
        long groups);

    internal static Tensor conv2d(
        Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation,
        long groups)
    {
        fixed (long* stride_p = stride)
        fixed (long* padding_p = padding)
        fixed (long* dilation_p = dilation)
        {
            var result = shim_conv2d(
                input.Handle, weight.Handle, Handles.OrNull(bias), stride_p, stride.Length, padding_p, padding.Length,
                dilation_p, dilation.Length, groups);
            GC.KeepAlive(input);
            GC.KeepAlive(weight);
            GC.KeepAlive(bias);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_conv_transpose2d(
        nint input, nint weight, nint bias, long* stride, long stride_n, long* padding, long padding_n,
        long* output_padding, long output_padding_n, long groups, long* dilation, long dilation_n);

    internal static Tensor conv_transpose2d(
        Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> output_padding,
        long groups, ReadOnlySpan<long> dilation)
    {
        fixed (long* stride_p = stride)
        fixed (long* padding_p = padding)
        fixed (long* output_padding_p = output_padding)
        fixed (long* dilation_p = dilation)
        {
            var result = shim_conv_transpose2d(
                input.Handle, weight.Handle, Handles.OrNull(bias), stride_p, stride.Length, padding_p, padding.Length,
                output_padding_p, output_padding.Length, groups, dilation_p, dilation.Length);
            GC.KeepAlive(input);
            GC.KeepAlive(weight);
            GC.KeepAlive(bias);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_max_pool2d(
        nint input, long* kernel_size, long kernel_size_n, long* stride, long stride_n, long* padding, long padding_n,
        long* dilation, long dilation_n, int ceil_mode);

    internal static Tensor max_pool2d(
        Tensor input, ReadOnlySpan<long> kernel_size, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation,
        bool ceil_mode)
    {
        fixed (long* kernel_size_p = kernel_size)
        fixed (long* stride_p = stride)
        fixed (long* padding_p = padding)
        fixed (long* dilation_p = dilation)
        {
            var result = shim_max_pool2d(
                input.Handle, kernel_size_p, kernel_size.Length, stride_p, stride.Length, padding_p, padding.Length,
                dilation_p, dilation.Length, ceil_mode ? 1 : 0);
            GC.KeepAlive(input);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern int shim_max_pool2d_with_indices(
        nint input, long* kernel_size, long kernel_size_n, long* stride, long stride_n, long* padding, long padding_n,
        long* dilation, long dilation_n, int ceil_mode, nint* result0, nint* result1);

    internal static (Tensor, Tensor) max_pool2d_with_indices(
        Tensor input, ReadOnlySpan<long> kernel_size, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation,
        bool ceil_mode)
    {
        nint result0, result1;
        fixed (long* kernel_size_p = kernel_size)
        fixed (long* stride_p = stride)
        fixed (long* padding_p = padding)
        fixed (long* dilation_p = dilation)
        {
            var done = shim_max_pool2d_with_indices(
                input.Handle, kernel_size_p, kernel_size.Length, stride_p, stride.Length, padding_p, padding.Length,
                dilation_p, dilation.Length, ceil_mode ? 1 : 0, &result0, &result1);
            GC.KeepAlive(input);
            Check(done);
            return (Tensor.Own(result0), Tensor.Own(result1));
        }
    }

    [DllImport(Library)]
    private static extern nint shim_avg_pool2d(
        nint input, long* kernel_size, long kernel_size_n, long* stride, long stride_n, long* padding, long padding_n, int ceil_mode,
        int count_include_pad, long* divisor_override);

    internal static Tensor avg_pool2d(
        Tensor input, ReadOnlySpan<long> kernel_size, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, bool ceil_mode,
        bool count_include_pad, long? divisor_override)
    {
        var divisor_override_v = divisor_override.GetValueOrDefault();
        fixed (long* kernel_size_p = kernel_size)
        fixed (long* stride_p = stride)
        fixed (long* padding_p = padding)
        {
            var result = shim_avg_pool2d(
                input.Handle, kernel_size_p, kernel_size.Length, stride_p, stride.Length, padding_p, padding.Length, ceil_mode ? 1 : 0,
                count_include_pad ? 1 : 0, divisor_override.HasValue ? &divisor_override_v : null);
            GC.KeepAlive(input);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_adaptive_avg_pool2d(nint input, long* output_size, long output_size_n);

    internal static Tensor adaptive_avg_pool2d(Tensor input, ReadOnlySpan<long> output_size)
    {
        fixed (long* output_size_p = output_size)
        {
            var result = shim_adaptive_avg_pool2d(input.Handle, output_size_p, output_size.Length);
            GC.KeepAlive(input);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_upsample_nearest2d(
        nint input, long* output_size, long output_size_n, double* scale_factors, long scale_factors_n);

    internal static Tensor upsample_nearest2d(Tensor input, ReadOnlySpan<long> output_size, ReadOnlySpan<double> scale_factors)
    {
        fixed (long* output_size_p = output_size)
        fixed (double* scale_factors_p = scale_factors)
        {
            var result = shim_upsample_nearest2d(input.Handle, output_size_p, output_size.Length, scale_factors_p, scale_factors.Length);
            GC.KeepAlive(input);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_upsample_bilinear2d(
        nint input, long* output_size, long output_size_n, int align_corners, double* scale_factors, long scale_factors_n);

    internal static Tensor upsample_bilinear2d(Tensor input, ReadOnlySpan<long> output_size, bool align_corners, ReadOnlySpan<double> scale_factors)
    {
        fixed (long* output_size_p = output_size)
        fixed (double* scale_factors_p = scale_factors)
        {
            var result = shim_upsample_bilinear2d(
                input.Handle, output_size_p, output_size.Length, align_corners ? 1 : 0, scale_factors_p, scale_factors.Length);
            GC.KeepAlive(input);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_im2col(
        nint input, long* kernel_size, long kernel_size_n, long* dilation, long dilation_n, long* padding, long padding_n,
        long* stride, long stride_n);

    internal static Tensor im2col(
        Tensor input, ReadOnlySpan<long> kernel_size, ReadOnlySpan<long> dilation, ReadOnlySpan<long> padding, ReadOnlySpan<long> stride)
    {
        fixed (long* kernel_size_p = kernel_size)
        fixed (long* dilation_p = dilation)
        fixed (long* padding_p = padding)
        fixed (long* stride_p = stride)
        {
            var result = shim_im2col(
                input.Handle, kernel_size_p, kernel_size.Length, dilation_p, dilation.Length, padding_p, padding.Length,
                stride_p, stride.Length);
            GC.KeepAlive(input);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_col2im(
        nint input, long* output_size, long output_size_n, long* kernel_size, long kernel_size_n, long* dilation, long dilation_n,
        long* padding, long padding_n, long* stride, long stride_n);

    internal static Tensor col2im(
        Tensor input, ReadOnlySpan<long> output_size, ReadOnlySpan<long> kernel_size, ReadOnlySpan<long> dilation, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> stride)
    {
        fixed (long* output_size_p = output_size)
        fixed (long* kernel_size_p = kernel_size)
        fixed (long* dilation_p = dilation)
        fixed (long* padding_p = padding)
        fixed (long* stride_p = stride)
        {
            var result = shim_col2im(
                input.Handle, output_size_p, output_size.Length, kernel_size_p, kernel_size.Length, dilation_p, dilation.Length,
                padding_p, padding.Length, stride_p, stride.Length);
            GC.KeepAlive(input);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_constant_pad_nd(nint input, long* padding, long padding_n, ScalarValue value);

    internal static Tensor constant_pad_nd(Tensor input, ReadOnlySpan<long> padding, Scalar value)
    {
        fixed (long* padding_p = padding)
        {
            var result = shim_constant_pad_nd(input.Handle, padding_p, padding.Length, value.Value);
            GC.KeepAlive(input);
            return Tensor.Own(result);
        }
    }

    [DllImport(Library)]
    private static extern nint shim_batch_norm(
        nint input, nint weight, nint bias, nint running_mean, nint running_var, int training, double momentum, double eps, int cudnn_enabled);

    internal static Tensor batch_norm(
        Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, double momentum, double eps,
        bool cudnn_enabled)
    {
        var result = shim_batch_norm(
            input.Handle, Handles.OrNull(weight), Handles.OrNull(bias), Handles.OrNull(running_mean), Handles.OrNull(running_var),
            training ? 1 : 0, momentum, eps, cudnn_enabled ? 1 : 0);
        GC.KeepAlive(input);
        GC.KeepAlive(weight);
        GC.KeepAlive(bias);
        GC.KeepAlive(running_mean);
        GC.KeepAlive(running_var);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_dropout(nint input, double p, int train);

    internal static Tensor dropout(Tensor input, double p, bool train)
    {
        var result = shim_dropout(input.Handle, p, train ? 1 : 0);
        GC.KeepAlive(input);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_softmax(nint self, long dim, int dtype);

    internal static Tensor softmax(Tensor self, long dim, ScalarType? dtype)
    {
        var result = shim_softmax(self.Handle, dim, (int?)dtype ?? -1);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_log_softmax(nint self, long dim, int dtype);

    internal static Tensor log_softmax(Tensor self, long dim, ScalarType? dtype)
    {
        var result = shim_log_softmax(self.Handle, dim, (int?)dtype ?? -1);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_one_hot(nint input, long num_classes);

    internal static Tensor one_hot(Tensor input, long num_classes)
    {
        var result = shim_one_hot(input.Handle, num_classes);
        GC.KeepAlive(input);
        return Tensor.Own(result);
    }
}
