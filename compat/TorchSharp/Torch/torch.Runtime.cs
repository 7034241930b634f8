using TorchSharp.Interop;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>libtorch's version.</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)Operations.shim_version())!;

    public static int get_num_threads() => Operations.shim_get_num_threads();

    /// <summary>How many threads one operation may use, when called from this thread.</summary>
    public static void set_num_threads(int num) => Operations.Check(Operations.shim_set_num_threads(num));

    public static int get_num_interop_threads() => Operations.shim_get_num_interop_threads();

    public static void set_num_interop_threads(int num) => Operations.Check(Operations.shim_set_num_interop_threads(num));

    public static bool cuda_is_available() => cuda.is_available();

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
        {
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
        }
    }

    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType != DeviceType.CUDA || cuda.is_available();

    public static partial class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count() => Operations.shim_cuda_device_count();

        /// <summary>Waits until the device, or the current one, has done what it was given.</summary>
        public static void synchronize(long device = -1L) => Operations.Check(Operations.shim_cuda_synchronize((int)device));
    }

    public static partial class backends
    {
        public static partial class cuda
        {
            public static partial class matmul
            {
                /// <summary>Whether products in float32 may round their factors to TF32.</summary>
                public static bool allow_tf32
                {
                    get => Operations.shim_get_tf32(0) != 0;
                    set => Operations.Check(Operations.shim_set_tf32(0, value ? 1 : 0));
                }
            }
        }

        public static partial class cudnn
        {
            /// <summary>Whether convolutions in float32 may round their factors to TF32.</summary>
            public static bool allow_tf32
            {
                get => Operations.shim_get_tf32(1) != 0;
                set => Operations.Check(Operations.shim_set_tf32(1, value ? 1 : 0));
            }
        }
    }
}
