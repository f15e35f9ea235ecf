using System.Text;
using System.Text.Json;
using SqueezeFlow.Exchanges.Reading;

namespace SqueezeFlow.Exchanges.Catalog;

/// <summary>Reading steps for rows of REST answers: none of them throws at a field that is missing or of another type.</summary>
internal static class RestRows
{
    /// <summary>What stands in <see cref="TradeSearch.Cursor"/> when an answer brought nothing new.</summary>
    public const string NoProgress = "no progress";

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

    /// <summary>The objects among the elements of a list.</summary>
    public static IEnumerable<JsonElement> Objects(this JsonElement list) =>
        list.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object);

    /// <summary>A number property, in quotes or bare; NaN for anything else.</summary>
    public static double DecimalOf(this JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.Decimal() : double.NaN;

    /// <summary>A whole number property, in quotes or bare; 0 for anything else.</summary>
    public static long Int64Of(this JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.Int64() : 0;

    /// <summary>A whole number, in quotes or bare; 0 for anything else.</summary>
    public static long Int64(this JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number &&
        WholeNumber.TryRead(Encoding.UTF8.GetBytes(value.ToString()), out var number) ? number : 0;

    /// <summary>An RFC 3339 time property in milliseconds since 1970 UTC; 0 for anything else.</summary>
    public static long IsoUnixMsOf(this JsonElement row, string name) => IsoTime.ToUnixMs(Encoding.UTF8.GetBytes(row.Text(name)));

    /// <summary>Whether a property is <c>true</c>.</summary>
    public static bool IsTrue(this JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Reads a body with <paramref name="read"/>; false when it is no JSON or <paramref name="read"/> does not know it.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, Func<JsonElement, bool> read)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            return false;
        }

        using (document)
        {
            return read(document.RootElement);
        }
    }

    /// <summary>
    /// Reads one answer of a search: <paramref name="read"/> adds its rows, or says that it does not know the body. Notes in the cursor when
    /// the answer held nothing that earlier ones had not.
    /// </summary>
    /// <exception cref="FormatException">The body is no list of trades.</exception>
    public static void ReadPage(ReadOnlyMemory<byte> body, TradeSearch search, Func<JsonElement, bool> read)
    {
        var seen = (search.OldestId, search.NewestId, search.OldestUnixMs, search.NewestUnixMs);
        search.BeginPage();
        if (!TryRead(body, read))
        {
            throw new FormatException($"Expected a list of trades, found {RestJson.Excerpt(body)}");
        }

        if (seen == (search.OldestId, search.NewestId, search.OldestUnixMs, search.NewestUnixMs))
        {
            search.Cursor = NoProgress;
        }
    }
}
