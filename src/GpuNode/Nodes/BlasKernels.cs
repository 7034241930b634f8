using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Sweep.GpuNode.Nodes;

/// <summary>Which of its programs OpenBLAS runs. It has one for each processor model, and each rounds its sums in another order.</summary>
public static class BlasKernels
{
    private const string Variable = "OPENBLAS_CORETYPE";

    /// <summary>
    /// Makes OpenBLAS choose by instruction set alone, so that machines of one kind give the same bits: by itself it takes other programs on two
    /// processors that both have AVX-512. No slower where it was measured. To be called before OpenBLAS is loaded; does nothing where the
    /// environment says which.
    /// </summary>
    public static void ChooseByInstructions()
    {
        if (OperatingSystem.IsLinux() && (Avx512F.IsSupported ? "SkylakeX" : Avx2.IsSupported ? "Haswell" : null) is { } kernels)
        {
            // The C library's own list of variables, which the runtime's is only a copy of.
            _ = SetVariable(Variable, kernels, overwrite: 0);
        }
    }

    /// <param name="library">OpenBLAS, loaded.</param>
    /// <returns>Such as <c>skylakex</c>; empty where the library does not say.</returns>
    public static string Chosen(string library) =>
        NativeLibrary.TryLoad(library, out var handle) && NativeLibrary.TryGetExport(handle, "openblas_get_corename", out var ask)
            ? Marshal.PtrToStringAnsi(Marshal.GetDelegateForFunctionPointer<CoreName>(ask)())?.ToLowerInvariant() ?? ""
            : "";

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint CoreName();

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SetVariable(string name, string value, int overwrite);
}
