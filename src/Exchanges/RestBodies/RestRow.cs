using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using SqueezeFlow.Exchanges.Reading;

namespace SqueezeFlow.Exchanges.RestBodies;

/// <summary>Reading steps for the rows of REST answers: none of them throws at a field that is missing or of another type.</summary>
internal static class RestRow
{
    /// <summary>The elements of an array that are objects; none of anything else.</summary>
    public static IEnumerable<JsonElement> Objects(this JsonElement array) =>
        array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object)
            : [];

    /// <summary>A property that is a list.</summary>
    public static bool TryList(this JsonElement element, string name, out JsonElement list)
    {
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out list))
        {
            return list.ValueKind == JsonValueKind.Array;
        }

        list = default;
        return false;
    }

    /// <summary>Goes down objects by name to an array; false when anything on the way is missing or something else.</summary>
    public static bool TryFindArray(this JsonElement root, ReadOnlySpan<string> path, [NotNullWhen(true)] out JsonElement? array)
    {
        array = null;
        var at = root;
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return false;
            }
        }

        array = at.ValueKind == JsonValueKind.Array ? at : null;
        return array is not null;
    }

    /// <summary>Stands at the beginning of a row as the stream's readers do, so that both read the same trade alike.</summary>
    public static Utf8JsonReader ReaderOf(JsonElement row)
    {
        var json = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(row));
        json.Read();
        return json;
    }

    /// <summary>A number in quotes or bare; NaN when it is missing or anything else.</summary>
    public static double Decimal(this JsonElement row, string name) =>
        DecimalText.TryRead(BytesOf(row, name), out var value) ? value : double.NaN;

    /// <summary>A whole number in quotes or bare; 0 when it is missing or anything else.</summary>
    public static long Int64(this JsonElement row, string name) =>
        WholeNumber.TryRead(BytesOf(row, name), out var value) ? value : 0;

    /// <summary>A whole number, in quotes or bare; 0 for anything else.</summary>
    public static long Int64(this JsonElement value) => WholeNumber.TryRead(BytesOf(value), out var number) ? number : 0;

    /// <summary>A trade's id as the stream gives it, by <see cref="TradeId.Of"/>; 0 when it is missing.</summary>
    public static long IdOf(this JsonElement row, string name) => TradeId.Of(BytesOf(row, name));

    /// <summary>An RFC 3339 time in milliseconds since 1970 UTC; 0 for anything else.</summary>
    public static long IsoUnixMsOf(this JsonElement row, string name) => IsoTime.ToUnixMs(BytesOf(row, name));

    /// <summary>Whether a field is <c>true</c>.</summary>
    public static bool IsTrue(this JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static ReadOnlySpan<byte> BytesOf(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? BytesOf(value) : default;

    private static ReadOnlySpan<byte> BytesOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => JsonMarshal.GetRawUtf8Value(value),
        JsonValueKind.String => JsonMarshal.GetRawUtf8Value(value)[1..^1],
        _ => default,
    };
}
