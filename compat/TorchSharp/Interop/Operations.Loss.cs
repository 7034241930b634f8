// Written by generate.py from operations.table: edit those.
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Operations
{
    [DllImport(Library)]
    private static extern nint shim_mse_loss(nint input, nint target, long reduction);

    internal static Tensor mse_loss(Tensor input, Tensor target, long reduction)
    {
        var result = shim_mse_loss(input.Handle, target.Handle, reduction);
        GC.KeepAlive(input);
        GC.KeepAlive(target);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_binary_cross_entropy(nint input, nint target, nint weight, long reduction);

    internal static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight, long reduction)
    {
        var result = shim_binary_cross_entropy(input.Handle, target.Handle, Handles.OrNull(weight), reduction);
        GC.KeepAlive(input);
        GC.KeepAlive(target);
        GC.KeepAlive(weight);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_cross_entropy_loss(
        nint input, nint target, nint weight, long reduction, long ignore_index, double label_smoothing);

    internal static Tensor cross_entropy_loss(Tensor input, Tensor target, Tensor? weight, long reduction, long ignore_index, double label_smoothing)
    {
        var result = shim_cross_entropy_loss(input.Handle, target.Handle, Handles.OrNull(weight), reduction, ignore_index, label_smoothing);
        GC.KeepAlive(input);
        GC.KeepAlive(target);
        GC.KeepAlive(weight);
        return Tensor.Own(result);
    }
}
