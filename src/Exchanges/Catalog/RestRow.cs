using System.Runtime.InteropServices;
using System.Text.Json;
using SqueezeFlow.Exchanges.Reading;

namespace SqueezeFlow.Exchanges.Catalog;

/// <summary>Reading steps for the rows of REST answers.</summary>
internal static class RestRow
{
    /// <summary>The elements of an array that are objects; none of anything else.</summary>
    public static IEnumerable<JsonElement> RowsOf(JsonElement array) =>
        array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object)
            : [];

    /// <summary>Stands at the beginning of a row as the stream's readers do, so that both read the same trade alike.</summary>
    public static Utf8JsonReader ReaderOf(JsonElement row)
    {
        var json = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(row));
        json.Read();
        return json;
    }

    /// <summary>A number in quotes or bare; NaN when it is missing or anything else.</summary>
    public static double Decimal(this JsonElement row, string name) =>
        DecimalText.TryRead(Text(row, name), out var value) ? value : double.NaN;

    /// <summary>A whole number in quotes or bare; 0 when it is missing or anything else.</summary>
    public static long Int64(this JsonElement row, string name) =>
        WholeNumber.TryRead(Text(row, name), out var value) ? value : 0;

    private static ReadOnlySpan<byte> Text(JsonElement row, string name)
    {
        if (!row.TryGetProperty(name, out var value))
        {
            return default;
        }

        var raw = JsonMarshal.GetRawUtf8Value(value);
        return value.ValueKind switch
        {
            JsonValueKind.Number => raw,
            JsonValueKind.String => raw[1..^1],
            _ => default,
        };
    }
}
