using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Operations.shim_tensor_ndim(Handle);

        public long dim() => Dimensions;

        public long ndim => Dimensions;

        public long NumberOfElements => Operations.shim_tensor_numel(Handle);

        public long numel() => NumberOfElements;

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => Operations.shim_tensor_element_size(Handle);

        public long element_size() => ElementSize;

        public long storage_offset() => Operations.shim_tensor_storage_offset(Handle);

        public unsafe long[] shape => new ReadOnlySpan<long>(Operations.shim_tensor_sizes(Handle), (int)Dimensions).ToArray();

        public long[] size() => shape;

        public long size(int dim) => shape[dim < 0 ? dim + (int)Dimensions : dim];

        public unsafe long[] stride() => new ReadOnlySpan<long>(Operations.shim_tensor_strides(Handle), (int)Dimensions).ToArray();

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)Dimensions : dim];

        public ScalarType dtype => (ScalarType)Operations.shim_tensor_dtype(Handle);

        public DeviceType device_type => (DeviceType)Operations.shim_tensor_device_type(Handle);

        public int device_index => Operations.shim_tensor_device_index(Handle);

        public Device device => new(device_type, device_index);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_leaf => Operations.shim_tensor_is_leaf(Handle) != 0;

        public bool is_contiguous() => Operations.shim_tensor_is_contiguous(Handle) != 0;

        public bool is_pinned() => Operations.shim_tensor_is_pinned(Handle) != 0;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_integral() => torch.is_integral(dtype);
    }
}
