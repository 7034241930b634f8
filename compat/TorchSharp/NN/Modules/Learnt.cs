using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>How layers draw what they learn at first: as PyTorch does, evenly from ±1/√fan-in.</summary>
internal static class Learnt
{
    internal static Parameter Weight(Tensor drawn)
    {
        var parameter = new Parameter(drawn);
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    internal static Parameter Bias(long count, long fanIn, ScalarType? dtype, Device? device)
    {
        var bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
        return Weight(init.uniform_(empty([count], dtype, device), -bound, bound));
    }
}
