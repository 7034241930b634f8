// Written by generate.py from operations.table: edit those.
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Operations
{
    [DllImport(Library)]
    private static extern int shim_normal_(nint self, double mean, double std, nint generator);

    internal static void normal_(Tensor self, double mean, double std, Generator? generator)
    {
        var done = shim_normal_(self.Handle, mean, std, generator?.Handle ?? 0);
        GC.KeepAlive(self);
        GC.KeepAlive(generator);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_uniform_(nint self, double from, double to, nint generator);

    internal static void uniform_(Tensor self, double from, double to, Generator? generator)
    {
        var done = shim_uniform_(self.Handle, from, to, generator?.Handle ?? 0);
        GC.KeepAlive(self);
        GC.KeepAlive(generator);
        Check(done);
    }
}
