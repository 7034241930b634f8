using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements, read where the tensor lies on the CPU; of a copy otherwise.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the tensor's element type.</exception>
        public TorchSharp.Utils.TensorAccessor<T> data<T>() where T : unmanaged
        {
            CheckType(typeof(T));
            return new TorchSharp.Utils.TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The one element.</summary>
        /// <exception cref="ArgumentException">There are none or several, or <typeparamref name="T"/> is not their type.</exception>
        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1)
            {
                throw new ArgumentException("Number of elements in the tensor must be 1");
            }
            CheckType(typeof(T));
            var value = ReadItem();
            object boxed = dtype switch
            {
                ScalarType.Byte => (byte)value.Integer,
                ScalarType.Int8 => (sbyte)value.Integer,
                ScalarType.Int16 => (short)value.Integer,
                ScalarType.Int32 => (int)value.Integer,
                ScalarType.Int64 => value.Integer,
                ScalarType.Bool => value.Integer != 0,
                ScalarType.Float64 => value.Real,
                _ => (float)value.Real,
            };
            return (T)boxed;
        }

        /// <summary>The memory of a contiguous CPU tensor. It is the tensor's own: good only while that lives.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!IsContiguous())
                {
                    throw new NotSupportedException("The bytes of a tensor that is not contiguous cannot be had: take `contiguous()` of it.");
                }
                if (device_type != DeviceType.CPU)
                {
                    throw new InvalidOperationException(
                        "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
                }
                return new Span<byte>(Pointer(), checked((int)(NumberOfElements * Operations.shim_tensor_element_size(Handle))));
            }
        }

        internal unsafe void* Pointer()
        {
            void* data;
            Operations.Check(Operations.shim_tensor_data(Handle, &data));
            return data;
        }

        private unsafe ScalarValue ReadItem()
        {
            ScalarValue value;
            Operations.Check(Operations.shim_tensor_item(Handle, &value));
            return value;
        }

        private void CheckType(Type type)
        {
            var own = dtype switch
            {
                ScalarType.Byte => typeof(byte),
                ScalarType.Int8 => typeof(sbyte),
                ScalarType.Int16 => typeof(short),
                ScalarType.Int32 => typeof(int),
                ScalarType.Int64 => typeof(long),
                ScalarType.Bool => typeof(bool),
                ScalarType.Float64 => typeof(double),
                _ => typeof(float),
            };
            if (type != own)
            {
                throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
            }
        }
    }
}
