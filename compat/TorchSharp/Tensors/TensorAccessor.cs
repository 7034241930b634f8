using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>A CPU tensor's elements, read and written where they lie, by index or in row-major order.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly Tensor tensor;
    private readonly T* data;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool contiguous;

    public TensorAccessor(Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
        {
            throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }
        this.tensor = tensor;
        data = (T*)tensor.Pointer();
        shape = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
    }

    public long Count => tensor.numel();

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => data[Offset(indices)];
        set => data[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies as many elements as there are, and as there is room for.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = (int)Math.Min(Count - tensorIndex, target.Length);
        if (contiguous)
        {
            new ReadOnlySpan<T>(data + tensorIndex, count).CopyTo(target);
            return;
        }
        for (var i = 0; i < count; i++)
        {
            target[i] = data[OffsetOf(tensorIndex + i)];
        }
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Copies as many elements as there are, and as there is room for.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var count = (int)Math.Min(Count - tensorIndex, source.Length);
        if (contiguous)
        {
            source[..count].CopyTo(new Span<T>(data + tensorIndex, count));
            return;
        }
        for (var i = 0; i < count; i++)
        {
            data[OffsetOf(tensorIndex + i)] = source[i];
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0, count = Count; i < count; i++)
        {
            yield return At(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Holds nothing of its own: the tensor stays.</summary>
    public void Dispose()
    {
    }

    private T At(long element) => data[OffsetOf(element)];

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
        {
            // One index counts elements in row-major order, whatever the dimensions.
            return indices[0] >= 0 && indices[0] < Count ? OffsetOf(indices[0]) : throw new IndexOutOfRangeException();
        }
        long offset = 0;
        for (var dim = 0; dim < indices.Length; dim++)
        {
            if (indices[dim] < 0 || indices[dim] >= shape[dim])
            {
                throw new IndexOutOfRangeException();
            }
            offset += indices[dim] * strides[dim];
        }
        return offset;
    }

    private long OffsetOf(long element)
    {
        if (contiguous)
        {
            return element;
        }
        long offset = 0;
        for (var dim = shape.Length - 1; dim >= 0; dim--)
        {
            offset += element % shape[dim] * strides[dim];
            element /= shape[dim];
        }
        return offset;
    }
}
