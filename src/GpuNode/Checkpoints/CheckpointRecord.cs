using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Messages.Parameters;
using Sweep.Messages.Runs;
using Sweep.Models.Training;

namespace Sweep.GpuNode.Checkpoints;

/// <summary>
/// The JSON half of a checkpoint. Its file is <c>{"checkpoint":{…},"sha256":"…"}</c> and a line end, to the byte: the hash is of the text between
/// <c>"checkpoint":</c> and the comma before <c>"sha256"</c>, and any other byte is compared, so that no change to the file goes unnoticed.
/// </summary>
/// <param name="Format">Of this file: 1.</param>
/// <param name="RunKey">64 hexadecimal digits.</param>
/// <param name="Software">Versions of what wrote it, for people.</param>
/// <param name="Parameters">Hyperparameters of the run; absent in what older versions wrote.</param>
internal sealed record CheckpointRecord(
    int Format,
    string RunKey,
    int Epoch,
    int Attempts,
    TensorFile Tensors,
    ImmutableArray<EpochRecord> History,
    ImmutableSortedDictionary<string, string> Software,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Parameters = null)
{
    private const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new ExactDouble() },
    };

    private static ReadOnlySpan<byte> Prefix => "{\"checkpoint\":"u8;

    private static int SuffixLength => Suffix([]).Length;

    public static CheckpointRecord Of(RunKey key, LaneState state, TensorFile tensors, ImmutableSortedDictionary<string, string> software) => new(
        CurrentFormat, key.ToString(), state.Epoch, state.Attempts, tensors, [.. state.History.Select(EpochRecord.Of)], software,
        state.Parameters is { } parameters ? JsonSerializer.Deserialize<JsonElement>(ParameterJson.Write(parameters)) : null);

    public byte[] Write()
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(this, Json);
        return [.. Prefix, .. body, .. Suffix(body)];
    }

    /// <exception cref="InvalidDataException">The bytes are not those that were written, or of a format that is not known here.</exception>
    public static CheckpointRecord Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < Prefix.Length + SuffixLength || !file.StartsWith(Prefix))
        {
            throw new InvalidDataException("is cut off or no checkpoint");
        }

        var body = file[Prefix.Length..^SuffixLength];
        if (!file[^SuffixLength..].SequenceEqual(Suffix(body)))
        {
            throw new InvalidDataException("is not the file that was written: its checksum does not fit");
        }

        try
        {
            var record = JsonSerializer.Deserialize<CheckpointRecord>(body, Json)!;
            return record.Format == CurrentFormat
                ? record
                : throw new InvalidDataException($"has format {record.Format}, but only {CurrentFormat} is known here");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"does not hold what a checkpoint holds: {error.Message}", error);
        }
    }

    /// <exception cref="FormatException">The hyperparameters are none.</exception>
    public LaneState ToState(ImmutableArray<TensorData> tensors) => new(Epoch, Attempts, tensors, [.. History.Select(epoch => epoch.ToMetrics())],
        Parameters is { } parameters ? ParameterJson.Read(parameters) : null);

    private static byte[] Suffix(ReadOnlySpan<byte> body) =>
        Encoding.ASCII.GetBytes($",\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(body))}\"}}\n");
}

/// <summary>The other half: where the tensors lie, beside the JSON, and what they must be.</summary>
internal sealed record TensorFile(string File, long Bytes, string Sha256);

/// <summary>One epoch of the history.</summary>
internal sealed record EpochRecord(int Epoch, ImmutableSortedDictionary<string, double> Metrics, double Seconds, double SamplesPerSecond)
{
    public static EpochRecord Of(EpochMetrics epoch) => new(
        epoch.Epoch, epoch.Metrics.ToImmutableSortedDictionary(StringComparer.Ordinal), epoch.Seconds, epoch.SamplesPerSecond);

    public EpochMetrics ToMetrics() => new(Epoch, MetricSet.From(Metrics), Seconds, SamplesPerSecond);
}
