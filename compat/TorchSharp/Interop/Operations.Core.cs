using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

// The functions of core.cpp, in its order.
internal static unsafe partial class Operations
{
    [DllImport(Library)]
    internal static extern byte* shim_version();

    // The life of a tensor

    [DllImport(Library)]
    internal static extern void shim_tensor_free(nint self);

    [DllImport(Library)]
    internal static extern nint shim_tensor_from_data(void* data, long* sizes, long sizes_n, int dtype);

    [DllImport(Library)]
    internal static extern long shim_tensors_count(nint tensors);

    [DllImport(Library)]
    internal static extern nint shim_tensors_get(nint tensors, long index);

    [DllImport(Library)]
    internal static extern void shim_tensors_free(nint tensors);

    // What a tensor is

    [DllImport(Library)]
    internal static extern long shim_tensor_ndim(nint self);

    [DllImport(Library)]
    internal static extern long shim_tensor_numel(nint self);

    [DllImport(Library)]
    internal static extern long shim_tensor_element_size(nint self);

    [DllImport(Library)]
    internal static extern long* shim_tensor_sizes(nint self);

    [DllImport(Library)]
    internal static extern long* shim_tensor_strides(nint self);

    [DllImport(Library)]
    internal static extern int shim_tensor_dtype(nint self);

    [DllImport(Library)]
    internal static extern int shim_tensor_device_type(nint self);

    [DllImport(Library)]
    internal static extern int shim_tensor_device_index(nint self);

    [DllImport(Library)]
    internal static extern int shim_tensor_is_contiguous(nint self);

    [DllImport(Library)]
    internal static extern int shim_tensor_data(nint self, void** data);

    [DllImport(Library)]
    internal static extern int shim_tensor_item(nint self, ScalarValue* value);

    // Gradients

    [DllImport(Library)]
    internal static extern int shim_tensor_set_requires_grad(nint self, int requires_grad);

    [DllImport(Library)]
    internal static extern nint shim_autograd_grad(
        nint* outputs, long outputs_n, nint* inputs, long inputs_n, nint* grads, long grads_n,
        int retain_graph, int create_graph, int allow_unused);

    [DllImport(Library)]
    internal static extern int shim_grad_mode();

    [DllImport(Library)]
    internal static extern void shim_set_grad_mode(int enabled);

    // Generators

    [DllImport(Library)]
    internal static extern nint shim_generator_new(ulong seed, int kind, int index);

    [DllImport(Library)]
    internal static extern void shim_generator_free(nint self);

    // Threads and devices

    [DllImport(Library)]
    internal static extern int shim_set_num_threads(int threads);

    [DllImport(Library)]
    internal static extern int shim_cuda_device_count();
}
