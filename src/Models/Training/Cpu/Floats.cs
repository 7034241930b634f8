using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Sweep.Models.Training.Cpu;

/// <summary>The numbers of a tensor in place.</summary>
internal static class Floats
{
    /// <summary>The memory of a contiguous fp32 tensor on the CPU; the tensor must outlive the span.</summary>
    public static Span<float> Of(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
