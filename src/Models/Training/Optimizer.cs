using System.Buffers.Binary;
using System.Collections.Immutable;
using Sweep.Messages.Parameters;
using Sweep.Models.Networks;
using Sweep.Models.Training.Cpu;
using static TorchSharp.torch;

namespace Sweep.Models.Training;

/// <summary>Moves weights against their gradients; PyTorch's formulas for <c>adam</c>, <c>adamw</c> (decay 0.01) and <c>sgd</c>.</summary>
internal sealed class Optimizer : IDisposable
{
    private const string Step = "optimizer.step";
    private const string First = "optimizer.first.";
    private const string Second = "optimizer.second.";

    private readonly double weightDecay;
    private readonly FlatWeights weights;
    private readonly FlatWeights? first;
    private readonly FlatWeights? second;
    private readonly bool onHost;
    private long step;
    private double learningRate;
    private AdamCoefficients coefficients;

    public Optimizer(ParameterSet parameters, ImmutableArray<WeightShape> shapes, FlatWeights weights)
    {
        this.weights = weights;
        onHost = weights.Flat.device_type == TorchSharp.DeviceType.CPU;
        var kind = parameters.Text("optimizer");
        weightDecay = kind == "adamw" ? 0.01 : 0;
        if (kind is "adam" or "adamw")
        {
            first = new FlatWeights(shapes, weights.Flat.device);
            second = new FlatWeights(shapes, weights.Flat.device);
        }
        else if (kind != "sgd")
        {
            throw new BadLaneException($"`optimizer` is `{kind}`, but must be one of adam, sgd, adamw.");
        }
    }

    /// <summary>To be called once before the <see cref="Update"/>s of a step.</summary>
    public void BeginStep(double learningRate)
    {
        (step, this.learningRate) = (step + 1, learningRate);
        coefficients = AdamCoefficients.At(step, learningRate, weightDecay);
    }

    /// <summary>Moves one tensor of weights.</summary>
    /// <param name="index">Its place among the shapes.</param>
    /// <param name="gradient">Of its shape, contiguous, on its device.</param>
    public void Update(int index, Tensor gradient)
    {
        var weight = weights.Views[index];
        if (first is null || second is null)
        {
            if (onHost)
            {
                SgdKernel.Step(Floats.Of(weight), Floats.Of(gradient), (float)learningRate);
            }
            else
            {
                weight.add_(gradient, -learningRate);
            }
        }
        else if (onHost)
        {
            AdamKernel.Step(Floats.Of(weight), Floats.Of(gradient), Floats.Of(first.Views[index]), Floats.Of(second.Views[index]), coefficients);
        }
        else
        {
            UpdateOnDevice(weight, gradient, first.Views[index], second.Views[index]);
        }
    }

    public IEnumerable<TensorData> Capture()
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, step);
        return [new(Step, "I64", [1], bytes), .. first?.Capture(First) ?? [], .. second?.Capture(Second) ?? []];
    }

    /// <exception cref="InvalidDataException">The tensors are those of another optimizer or model.</exception>
    public void Restore(ImmutableArray<TensorData> tensors)
    {
        var counted = tensors.FirstOrDefault(tensor => tensor.Name == Step)
            ?? throw new InvalidDataException($"The checkpoint has no tensor `{Step}`: it is of another model.");
        step = BinaryPrimitives.ReadInt64LittleEndian(counted.Bytes);
        first?.Restore(tensors, First);
        second?.Restore(tensors, Second);
    }

    public void Dispose()
    {
        first?.Dispose();
        second?.Dispose();
    }

    private void UpdateOnDevice(Tensor weight, Tensor gradient, Tensor moment, Tensor square)
    {
        using var scope = NewDisposeScope();
        moment.mul_(1 - coefficients.FirstShare).add_(gradient, coefficients.FirstShare);
        square.mul_(coefficients.SecondKeep).addcmul_(gradient, gradient, coefficients.SecondShare);
        if (weightDecay > 0)
        {
            weight.mul_(coefficients.Keep);
        }

        weight.addcdiv_(moment, square.sqrt().mul_(coefficients.SecondScale).add_(coefficients.Epsilon), -coefficients.Rate);
    }
}
