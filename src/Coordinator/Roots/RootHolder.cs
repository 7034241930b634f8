using System.Text.Json;

namespace Sweep.Coordinator.Roots;

/// <summary>The process that has a root.</summary>
public sealed record RootHolder(int ProcessId, string Host, DateTimeOffset Started)
{
    public override string ToString() => FormattableString.Invariant($"process {ProcessId} on {Host} since {Started:u}");

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    internal static RootHolder? FromJson(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<RootHolder>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
