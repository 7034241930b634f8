using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>A CPU tensor's elements, read where they lie, in row-major order.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable where T : unmanaged
{
    private readonly Tensor tensor;

    internal TensorAccessor(Tensor tensor) => this.tensor = tensor;

    public T[] ToArray()
    {
        var (data, shape, strides) = ((nint)tensor.Pointer(), tensor.shape, tensor.Strides());
        var array = new T[tensor.NumberOfElements];
        if (tensor.IsContiguous())
        {
            new ReadOnlySpan<T>((T*)data, array.Length).CopyTo(array);
        }
        else
        {
            for (var element = 0; element < array.Length; element++)
            {
                array[element] = ((T*)data)[OffsetOf(element, shape, strides)];
            }
        }
        GC.KeepAlive(tensor);
        return array;
    }

    /// <summary>Holds nothing of its own: the tensor stays.</summary>
    public void Dispose()
    {
    }

    private static long OffsetOf(long element, long[] shape, long[] strides)
    {
        long offset = 0;
        for (var dim = shape.Length - 1; dim >= 0; dim--)
        {
            offset += element % shape[dim] * strides[dim];
            element /= shape[dim];
        }
        return offset;
    }
}
