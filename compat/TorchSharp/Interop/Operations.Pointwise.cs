// Written by generate.py from operations.table: edit those.
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Operations
{
    [DllImport(Library)]
    private static extern nint shim_abs(nint self);

    internal static Tensor abs(Tensor self)
    {
        var result = shim_abs(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_sqrt(nint self);

    internal static Tensor sqrt(Tensor self)
    {
        var result = shim_sqrt(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_sigmoid(nint self);

    internal static Tensor sigmoid(Tensor self)
    {
        var result = shim_sigmoid(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern nint shim_relu(nint self);

    internal static Tensor relu(Tensor self)
    {
        var result = shim_relu(self.Handle);
        GC.KeepAlive(self);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_relu_(nint self);

    internal static void relu_(Tensor self)
    {
        var done = shim_relu_(self.Handle);
        GC.KeepAlive(self);
        Check(done);
    }
}
