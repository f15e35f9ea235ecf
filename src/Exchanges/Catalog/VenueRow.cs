using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Exchanges.Reading;

namespace SqueezeFlow.Exchanges.Catalog;

/// <summary>Fields of the rows that REST answers list.</summary>
internal static class VenueRow
{
    /// <summary>A number in quotes or bare; NaN when it is missing or none.</summary>
    public static double NumberOf(this JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.Decimal() : double.NaN;

    /// <summary>A whole number in quotes or bare; 0 when it is missing or none.</summary>
    public static long WholeOf(this JsonElement row, string name) =>
        WholeNumber.TryRead(BytesOf(row, name), out var value) ? value : 0;

    /// <summary>A trade's id as the stream gives it, by <see cref="TradeId.Of"/>; 0 when it is missing.</summary>
    public static long IdOf(this JsonElement row, string name) => TradeId.Of(BytesOf(row, name));

    /// <summary>Whether a field is <c>true</c>.</summary>
    public static bool IsTrue(this JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

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

    /// <summary>The elements of an array that are objects.</summary>
    public static IEnumerable<JsonElement> Rows(this JsonElement array) =>
        array.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object);

    private static byte[] BytesOf(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? Encoding.UTF8.GetBytes(value.ToString())
            : [];
}
