using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace Sweep.GpuNode.Nodes;

/// <summary>
/// What decides the bits of a result beside its run key: instruction set, libtorch, and the library that multiplies its matrices. On nodes
/// of one kind a run gives the same bits; between kinds results agree within a tolerance.
/// </summary>
public static class NodeKind
{
    /// <summary>For example <c>x64-avx512-libtorch-1.13.1-openblasp-r0.3.21-skylakex</c>. Loads libtorch.</summary>
    public static string Detect()
    {
        var libtorch = torch.__version__;
        using (torch.ones(1))
        {
            // With its first tensor libtorch has loaded all that it computes with.
            var blas = BlasLibrary.Loaded();
            var kernels = blas.Path is { } path ? BlasKernels.Chosen(path) : "";
            return Of(RuntimeInformation.ProcessArchitecture, Instructions(), libtorch, blas, kernels);
        }
    }

    /// <param name="libtorch">Its version; what follows a plus names how it was built, and stays.</param>
    /// <param name="kernels">Which of its programs the BLAS library runs; empty where it does not say.</param>
    public static string Of(Architecture architecture, string instructions, string libtorch, BlasLibrary blas, string kernels) => string.Join(
        '-',
        new[] { architecture.ToString().ToLowerInvariant(), instructions, "libtorch", libtorch, blas.Name, kernels }.Where(part => part.Length > 0));

    private static string Instructions() => Avx512F.IsSupported ? "avx512" : Avx2.IsSupported ? "avx2" : "";
}
