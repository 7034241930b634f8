using System.Text;
using System.Text.Json;
using Sweep.Messages.Protocol;
using Sweep.Messages.Runs;

namespace Sweep.GpuNode.Trainers;

/// <summary>The messages of <c>TrainerProtocol.cs</c> as a name, a blank and JSON: <c>stop {…}</c>. No other types are read.</summary>
public static class TrainerJson
{
    private static readonly (string Name, Type Type)[] Known =
    [
        ("ready", typeof(TrainerReady)),
        ("train", typeof(AssignBundle)),
        ("stop", typeof(StopBundle)),
        ("epoch", typeof(RunReport.Epoch)),
        ("ended", typeof(RunReport.Ended)),
        ("checkpoint-failed", typeof(CheckpointFailed)),
        ("note", typeof(TrainerNote)),
        ("done", typeof(BundleDone)),
    ];

    /// <exception cref="ArgumentException">It is no message of the protocol.</exception>
    public static byte[] Write(object message)
    {
        var type = message.GetType();
        var name = Array.Find(Known, known => known.Type == type)
            .Name ?? throw new ArgumentException($"{type.Name} is no message between node and trainer.", nameof(message));
        return [.. Encoding.UTF8.GetBytes(name), (byte)' ', .. JsonSerializer.SerializeToUtf8Bytes(message, type, ProtocolJson.Options)];
    }

    /// <exception cref="InvalidDataException">The bytes are no message of the protocol.</exception>
    public static object Read(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)' ');
        var name = end < 0 ? "" : Encoding.UTF8.GetString(bytes[..Math.Min(end, 32)]);
        var type = Array.Find(Known, known => known.Name == name).Type
            ?? throw new InvalidDataException($"A message begins with none of {string.Join(", ", Known.Select(known => known.Name))}.");
        try
        {
            return JsonSerializer.Deserialize(
                bytes[(end + 1)..], type, ProtocolJson.Options) ?? throw new InvalidDataException($"A message `{name}` has no content.");
        }
        catch (Exception error) when (
            error is JsonException or FormatException or ArgumentException or InvalidOperationException or NotSupportedException or OverflowException)
        {
            throw new InvalidDataException($"The content of a message `{name}` is none: {error.Message}", error);
        }
    }
}
