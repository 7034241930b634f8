using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace Sweep.GpuNode.Nodes;

/// <summary>
/// What decides the bits of a result beside its run key: instruction set and tensor library. On nodes of one kind a run gives the same
/// bits; between kinds results agree within a tolerance.
/// </summary>
public static class NodeKind
{
    /// <summary>For example <c>x64-avx512-torchsharp-0.105.0</c>.</summary>
    public static string Detect()
    {
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var instructions = Avx512F.IsSupported ? "-avx512" : Avx2.IsSupported ? "-avx2" : "";
        return $"{architecture}{instructions}-torchsharp-{typeof(torch).Assembly.GetName().Version?.ToString(3)}";
    }
}
