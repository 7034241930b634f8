using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sweep.Models.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Sweep.Models.Training;

/// <summary>
/// Tensors of given shapes that lie in one flat fp32 tensor, one after the other, so that an optimizer passes over them in one go.
/// </summary>
internal sealed class FlatWeights : IDisposable
{
    private readonly ImmutableArray<WeightShape> shapes;

    public FlatWeights(ImmutableArray<WeightShape> shapes, Device device)
    {
        this.shapes = shapes;
        Flat = zeros([shapes.Sum(shape => shape.Count)], dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
        var views = ImmutableArray.CreateBuilder<Tensor>(shapes.Length);
        var start = 0L;
        foreach (var shape in shapes)
        {
            using var part = Flat.narrow(0, start, shape.Count);
            views.Add(part.view([.. shape.Shape]).DetachFromDisposeScope());
            start += shape.Count;
        }

        Views = views.MoveToImmutable();
    }

    /// <summary>All of them, one-dimensional.</summary>
    public Tensor Flat { get; }

    /// <summary>Each in its shape, over the memory of <see cref="Flat"/>.</summary>
    public ImmutableArray<Tensor> Views { get; }

    /// <summary>Draws each evenly from between two bounds, one after the other from one stream.</summary>
    /// <exception cref="BadLaneException">A value is asked for the bias of the output, and the last of them is none.</exception>
    public void Initialise(InitialWeights initial)
    {
        var stream = new RandomStream(initial.Seed);
        var values = new float[Flat.NumberOfElements];
        var start = 0;
        foreach (var shape in shapes)
        {
            var bound = initial.Bound(shape);
            foreach (ref var value in values.AsSpan(start, (int)shape.Count))
            {
                value = (float)(bound * ((2 * stream.NextDouble()) - 1));
            }

            start += (int)shape.Count;
        }

        if (initial.OutputBias is { } bias)
        {
            var last = shapes[^1];
            if (last.Shape.Length != 1)
            {
                throw new BadLaneException(
                    $"`output_bias` must be default for this model: the last weight of its network is `{last.Name}`, which is no bias of an output.");
            }

            values.AsSpan(start - (int)last.Count).Fill((float)bias);
        }

        Write(Flat, MemoryMarshal.AsBytes(values.AsSpan()));
    }

    /// <param name="prefix">Stands before each name: weights have none, what an optimizer keeps has.</param>
    public IEnumerable<TensorData> Capture(string prefix)
    {
        for (var i = 0; i < shapes.Length; i++)
        {
            using var host = Views[i].cpu();
            yield return new TensorData(prefix + shapes[i].Name, "F32", shapes[i].Shape, host.bytes.ToArray());
        }
    }

    /// <exception cref="InvalidDataException">One is missing or has another shape.</exception>
    public void Restore(ImmutableArray<TensorData> tensors, string prefix)
    {
        for (var i = 0; i < shapes.Length; i++)
        {
            Write(Views[i], Find(tensors, prefix + shapes[i].Name, shapes[i]).Bytes);
        }
    }

    public void Dispose()
    {
        foreach (var view in Views)
        {
            view.Dispose();
        }

        Flat.Dispose();
    }

    private static TensorData Find(ImmutableArray<TensorData> tensors, string name, WeightShape shape)
    {
        var found = tensors.FirstOrDefault(tensor => tensor.Name == name)
            ?? throw new InvalidDataException($"The checkpoint has no tensor `{name}`: it is of another model.");
        return found.ElementType == "F32" && found.Shape.SequenceEqual(shape.Shape) && found.Bytes.Length == sizeof(float) * shape.Count
            ? found
            : throw new InvalidDataException(
                $"The checkpoint's tensor `{name}` is {found.ElementType} [{string.Join(", ", found.Shape)}], but must be F32 "
                    + $"[{string.Join(", ", shape.Shape)}].");
    }

    private static void Write(Tensor tensor, ReadOnlySpan<byte> bytes)
    {
        using var host = empty(tensor.shape, dtype: ScalarType.Float32);
        bytes.CopyTo(host.bytes);
        tensor.copy_(host);
    }
}
