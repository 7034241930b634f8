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
}
