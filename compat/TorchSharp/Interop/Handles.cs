using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>Lists of tensors, and tensors that may be missing, as they cross to the shim.</summary>
internal static class Handles
{
    internal static nint OrNull(Tensor? tensor) => tensor is null ? 0 : tensor.Handle;

    internal static nint[] OrNull(IReadOnlyList<Tensor?> tensors)
    {
        var handles = new nint[tensors.Count];
        for (var i = 0; i < handles.Length; i++)
        {
            handles[i] = OrNull(tensors[i]);
        }
        return handles;
    }

    /// <summary>Takes the tensors out of a native list and frees the list.</summary>
    internal static Tensor[] Take(nint list)
    {
        Operations.Check(list);
        try
        {
            var tensors = new Tensor[Operations.shim_tensors_count(list)];
            for (var i = 0; i < tensors.Length; i++)
            {
                tensors[i] = Tensor.Own(Operations.shim_tensors_get(list, i));
            }
            return tensors;
        }
        finally
        {
            Operations.shim_tensors_free(list);
        }
    }
}
