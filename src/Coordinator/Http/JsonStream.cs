using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Sweep.Coordinator.Http;

/// <summary>Documents as answers.</summary>
internal static class JsonStream
{
    private const int FlushBytes = 64 << 10;

    public static async Task WriteJson(this HttpResponse response, Action<Utf8JsonWriter> content, int status = StatusCodes.Status200OK)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        content(json);
    }

    /// <summary>Writes an array while its items are read: it need not fit into memory.</summary>
    public static async Task WriteJsonArray<T>(this HttpResponse response, IEnumerable<T> items, Action<Utf8JsonWriter, T> write, CancellationToken cancellation)
    {
        // The first item is read before anything is sent, so that a store that cannot be read still gets its status.
        using var all = items.GetEnumerator();
        var hasNext = all.MoveNext();
        response.ContentType = "application/json";
        await response.StartAsync(cancellation);
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartArray();
        for (; hasNext; hasNext = all.MoveNext())
        {
            write(json, all.Current);
            if (json.BytesPending > FlushBytes)
            {
                await json.FlushAsync(cancellation);
                await response.BodyWriter.FlushAsync(cancellation);
            }
        }

        json.WriteEndArray();
    }
}
