using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;

namespace Sweep.Coordinator.Grids;

/// <summary>
/// The text of which a run key is the SHA-256: <c>{"data":DIGEST,"format":1,"parameters":{..},"version":{"model":..,"trainer":..}}</c> without white space,
/// the hyperparameters in canonical JSON without <c>dataset</c>, for which the digest stands. What decides no result (the study's name, resources,
/// how often a checkpoint is written) is not in it. Another text under the same format number would give a stored result a new
/// key: never change it, count the format up.
/// </summary>
internal sealed class RunKeyText
{
    private const int Format = 1;

    private byte[] buffer = new byte[1024];
    private int length;
    private bool first;

    /// <summary>The key of one run, from its resolved hyperparameters.</summary>
    public static RunKey KeyOf(ParameterSet parameters, string dataSetDigest, string modelVersion, string trainerVersion)
    {
        var text = new RunKeyText();
        text.Begin(Head(dataSetDigest));
        text.Add(Encoding.UTF8.GetBytes(ParameterJson.Write(parameters.Without("dataset"))[1..^1]));
        text.End(Tail(modelVersion, trainerVersion));
        return text.Hash();
    }

    public static byte[] Head(string dataSetDigest) => Encoding.UTF8.GetBytes($$"""{"data":{{Quote(dataSetDigest)}},"format":{{Format}},"parameters":{""");

    public static byte[] Tail(string modelVersion, string trainerVersion) =>
        Encoding.UTF8.GetBytes($$"""},"version":{"model":{{Quote(modelVersion)}},"trainer":{{Quote(trainerVersion)}}""" + "}}");

    public void Begin(ReadOnlySpan<byte> head)
    {
        length = 0;
        first = true;
        Append(head);
    }

    public void Add(ReadOnlySpan<byte> item)
    {
        if (!first)
        {
            Append(","u8);
        }

        first = false;
        Append(item);
    }

    public void End(ReadOnlySpan<byte> tail) => Append(tail);

    public RunKey Hash()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, length), hash);
        return RunKey.FromHash(hash);
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (length + bytes.Length > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes.Length));
        }

        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }
}
