using Sweep.Messages.Catalogue;
using Sweep.Messages.Parameters;

namespace Sweep.Models.Catalogue;

/// <summary>Adds up weights, activations and operations of one image on its way through convolutions.</summary>
internal sealed class ConvolutionCost(long height, long width)
{
    private long channels = 1;
    private long weights;
    private double activations = height * width;
    private double flops;
    private double area = height * width;
    private long codeSize;

    /// <summary>A convolution with as many outputs as inputs in height and width.</summary>
    public void Convolution(long outputs, long kernel)
    {
        var products = channels * outputs * kernel * kernel;
        weights += products + outputs;
        flops += 2 * products * area;
        channels = outputs;

        // Before and after the ReLU.
        activations += 2 * channels * area;
    }

    /// <summary>A convolution that changes the area, or a transposed one.</summary>
    /// <param name="coarse">Positions of the smaller side, at each of which the kernel is laid once.</param>
    public void StridedConvolution(long outputs, long kernel, long coarse, long outputArea)
    {
        var products = channels * outputs * kernel * kernel;
        weights += products + outputs;
        flops += 2.0 * products * coarse;
        (channels, area) = (outputs, outputArea);
        activations += 2 * channels * area;
    }

    /// <summary>Pooling (0.5) or upsampling (2) of both sides.</summary>
    public void Scale(double side)
    {
        area *= side * side;
        activations += side == 1 ? 0 : channels * area;
    }

    /// <summary>A dense layer to the latent code and one back.</summary>
    public void Bottleneck(long latent)
    {
        var inputs = (long)(channels * area);
        weights += (2 * inputs * latent) + latent + inputs;
        flops += 4.0 * inputs * latent;
        codeSize = latent;
        activations += latent + (2 * inputs);
    }

    public void Dense(long inputs, long outputs)
    {
        weights += (inputs * outputs) + outputs;
        flops += 2.0 * inputs * outputs;
        activations += 2 * outputs;
    }

    /// <summary>What has come of the image so far is the latent code.</summary>
    public void Code() => codeSize = (long)(channels * area);

    public ModelEstimate Estimate(ParameterSet parameters, DataSetDescription data) =>
        TrainingEstimate.Of(parameters, data, weights, (long)activations, flops, codeSize);
}
