using System.Collections.Concurrent;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sweep.Models.Networks;

/// <summary>
/// Doubles the sides of feature maps by repeating each value, then convolves them 3×3: in one convolution of the small maps.
/// </summary>
/// <remarks>
/// Three neighbouring rows of the doubled map show only two rows of the small one, so that the 3×3 kernel acts there as a 2×2 kernel, of one of four
/// kinds for the four places in a doubled pixel. That is 16 products for each value of the small map instead of 36, and the doubled map is never
/// stored: half the time of a step. W. Shi et al., "Is the deconvolution layer the same as a convolutional layer?", arXiv:1609.07009.
/// </remarks>
internal static class UpsamplingConvolution
{
    private static readonly long[] One = [1, 1];

    // One on each device, for as long as the process lives.
    private static readonly ConcurrentDictionary<(DeviceType Type, int Index), Tensor> Foldings = [];

    /// <param name="input">Samples × channels × height × width.</param>
    /// <param name="weight">Outputs × channels × 3 × 3, as for a convolution of the doubled map with a border of one zero.</param>
    /// <param name="bias">Outputs.</param>
    /// <returns>Samples × outputs × 2 height × 2 width; the caller disposes it.</returns>
    public static Tensor Apply(Tensor input, Tensor weight, Tensor bias)
    {
        var (outputs, channels) = (weight.shape[0], weight.shape[1]);
        var folding = Foldings.GetOrAdd((weight.device_type, weight.device_index), (_, device) => FoldingOn(device), weight.device);
        var kernels = weight.view(outputs * channels, 9).matmul(folding).view(outputs, channels, 4, 2, 2).permute(0, 2, 1, 3, 4).reshape(4 * outputs, channels, 2, 2);
        var biases = bias.view(outputs, 1).expand(outputs, 4).reshape(4 * outputs);

        // A window over rows r-1 and r of the small map gives rows 2r-1 and 2r of the doubled one, so that one row too many stands at each side.
        var windows = functional.conv2d(input, kernels, biases, One, One);
        var (samples, height, width) = (windows.shape[0], windows.shape[2], windows.shape[3]);
        return windows.view(samples, outputs, 2, 2, height, width).permute(0, 1, 4, 2, 5, 3).reshape(samples, outputs, 2 * height, 2 * width)
            .narrow(2, 1, (2 * height) - 2).narrow(3, 1, (2 * width) - 2);
    }

    private static Tensor FoldingOn(Device device) => tensor([.. Fold()], [9, 16], device: device).DetachFromDisposeScope();

    /// <summary>What each of the 3×3 weights adds to each of the 2×2 weights of the four kernels: 9 × 16.</summary>
    private static IEnumerable<float> Fold() =>
        from row in Enumerable.Range(0, 3)
        from column in Enumerable.Range(0, 3)
        from kernel in Enumerable.Range(0, 4)
        from tap in Enumerable.Range(0, 4)
        select Sees(kernel / 2, tap / 2, row) && Sees(kernel % 2, tap % 2, column) ? 1f : 0f;

    /// <summary>Whether the weight falls on the value: in the first row of a window two weights fall on the first value, in the second one does.</summary>
    /// <param name="place">Which of the two rows that a window gives.</param>
    /// <param name="tap">Which of the two values under the window.</param>
    /// <param name="weight">Which of the kernel's three weights.</param>
    private static bool Sees(int place, int tap, int weight) => tap == (weight + place >= 2 ? 1 : 0);
}
