// Written by generate.py from operations.table: edit those.
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static unsafe partial class Operations
{
    [DllImport(Library)]
    private static extern nint shim_bernoulli(nint self, nint generator);

    internal static Tensor bernoulli(Tensor self, Generator? generator)
    {
        var result = shim_bernoulli(self.Handle, generator?.Handle ?? 0);
        GC.KeepAlive(self);
        GC.KeepAlive(generator);
        return Tensor.Own(result);
    }

    [DllImport(Library)]
    private static extern int shim_bernoulli_(nint self, double p, nint generator);

    internal static void bernoulli_(Tensor self, double p, Generator? generator)
    {
        var done = shim_bernoulli_(self.Handle, p, generator?.Handle ?? 0);
        GC.KeepAlive(self);
        GC.KeepAlive(generator);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_bernoulli__Tensor(nint self, nint p, nint generator);

    internal static void bernoulli_(Tensor self, Tensor p, Generator? generator)
    {
        var done = shim_bernoulli__Tensor(self.Handle, p.Handle, generator?.Handle ?? 0);
        GC.KeepAlive(self);
        GC.KeepAlive(p);
        GC.KeepAlive(generator);
        Check(done);
    }

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

    [DllImport(Library)]
    private static extern int shim_random_(nint self, long from, long to, nint generator);

    internal static void random_(Tensor self, long from, long to, Generator? generator)
    {
        var done = shim_random_(self.Handle, from, to, generator?.Handle ?? 0);
        GC.KeepAlive(self);
        GC.KeepAlive(generator);
        Check(done);
    }

    [DllImport(Library)]
    private static extern int shim_exponential_(nint self, double lambda, nint generator);

    internal static void exponential_(Tensor self, double lambda, Generator? generator)
    {
        var done = shim_exponential_(self.Handle, lambda, generator?.Handle ?? 0);
        GC.KeepAlive(self);
        GC.KeepAlive(generator);
        Check(done);
    }

    [DllImport(Library)]
    private static extern nint shim_multinomial(nint self, long num_samples, int replacement, nint generator);

    internal static Tensor multinomial(Tensor self, long num_samples, bool replacement, Generator? generator)
    {
        var result = shim_multinomial(self.Handle, num_samples, replacement ? 1 : 0, generator?.Handle ?? 0);
        GC.KeepAlive(self);
        GC.KeepAlive(generator);
        return Tensor.Own(result);
    }
}
