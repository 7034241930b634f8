using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>libtorch's version.</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)Operations.shim_version())!;

    /// <summary>How many threads one operation may use, when called from this thread.</summary>
    public static void set_num_threads(int num) => Operations.Check(Operations.shim_set_num_threads(num));

    public static partial class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count() => Operations.shim_cuda_device_count();
    }
}
