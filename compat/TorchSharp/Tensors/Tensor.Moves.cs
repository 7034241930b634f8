using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor clone() => Operations.clone(this);

        public Tensor alias() => Own(Operations.shim_tensor_alias(Handle));

        public Tensor cpu() => to(DeviceType.CPU);

        /// <param name="device">The device, or the current one where none is named.</param>
        public Tensor cuda(Device? device = null) => to(device ?? CUDA);

        public Tensor to_type(ScalarType type, bool copy = false) => Operations.to(this, device, type, false, copy);

        public Tensor to(ScalarType type) => to_type(type);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false) =>
            Operations.to(this, new Device(deviceType, deviceIndex), dtype, false, copy);

        public Tensor to(ScalarType type, Device device, bool copy = false) => Operations.to(this, device, type, false, copy);

        public Tensor to(Device device) => Operations.to(this, device, dtype, false, false);

        public Tensor to(string device) => to(new Device(device));

        public Tensor to(Tensor other) => to(other.dtype, other.device);

        public Tensor type(ScalarType dtype) => to(dtype);

        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor pin_memory() => Operations.pin_memory(this);
    }
}
