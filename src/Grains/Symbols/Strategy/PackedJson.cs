using System.IO.Compression;
using System.Text.Json;

namespace SqueezeFlow.Grains.Symbols.Strategy;

/// <summary>Records as packed JSON (Brotli, its quickest level), for what is kept long and asked for rarely.</summary>
internal static class PackedJson
{
    /// <summary>A record, packed.</summary>
    public static byte[] Pack<T>(T record)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(brotli, record, WireJson.Options);
        }

        return packed.ToArray();
    }

    /// <summary>The record of packed bytes.</summary>
    public static T Unpack<T>(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(brotli, WireJson.Options)!;
    }
}
