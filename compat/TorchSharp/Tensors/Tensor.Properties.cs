using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long NumberOfElements => Operations.shim_tensor_numel(Handle);

        public unsafe long[] shape => PerDimension(Operations.shim_tensor_sizes(Handle));

        public DeviceType device_type => (DeviceType)Operations.shim_tensor_device_type(Handle);

        public int device_index => Operations.shim_tensor_device_index(Handle);

        public Device device => new(device_type, device_index);

        internal ScalarType dtype => (ScalarType)Operations.shim_tensor_dtype(Handle);

        internal unsafe long[] Strides() => PerDimension(Operations.shim_tensor_strides(Handle));

        internal bool IsContiguous() => Operations.shim_tensor_is_contiguous(Handle) != 0;

        private unsafe long[] PerDimension(long* values) => new ReadOnlySpan<long>(values, (int)Operations.shim_tensor_ndim(Handle)).ToArray();
    }
}
