namespace Sweep.Models.Networks;

/// <summary>Weight and bias of the usual layers, in PyTorch's layout, with PyTorch's fan-in.</summary>
public static class Shapes
{
    public static WeightShape[] Linear(string name, long inputs, long outputs) =>
        [new($"{name}.weight", [outputs, inputs], inputs), new($"{name}.bias", [outputs], inputs)];

    /// <param name="kernel">Side of the square kernel.</param>
    public static WeightShape[] Convolution(string name, long inputs, long outputs, long kernel) =>
        [new($"{name}.weight", [outputs, inputs, kernel, kernel], inputs * kernel * kernel), new($"{name}.bias", [outputs], inputs * kernel * kernel)];

    // PyTorch takes the second dimension for the inputs here too, which are the outputs.
    /// <param name="kernel">Side of the square kernel.</param>
    public static WeightShape[] TransposedConvolution(string name, long inputs, long outputs, long kernel) =>
        [new($"{name}.weight", [inputs, outputs, kernel, kernel], outputs * kernel * kernel), new($"{name}.bias", [outputs], outputs * kernel * kernel)];
}
