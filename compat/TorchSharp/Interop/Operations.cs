using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.Interop;

/// <summary>The calls into the native shim. A failed one throws what libtorch said.</summary>
internal static unsafe partial class Operations
{
    private const string Library = "TorchShim";

    [DllImport(Library)]
    private static extern byte* shim_last_error();

    /// <exception cref="ExternalException">The call failed; the message is libtorch's.</exception>
    internal static void Check(int done)
    {
        if (done == 0)
        {
            throw LastError();
        }
    }

    /// <exception cref="ExternalException">There is no result, because the call failed; the message is libtorch's.</exception>
    internal static nint Check(nint result) => result != 0 ? result : throw LastError();

    private static ExternalException LastError() => new(Marshal.PtrToStringUTF8((nint)shim_last_error()));
}

internal static class Text
{
    /// <summary>The text as native code reads it: UTF-8 that ends with a zero.</summary>
    internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
