using System.Text;
using System.Text.Json;

namespace SqueezeFlow.TestSupport;

/// <summary>A trade that was found in a recorded frame, to be held against what others found: numbers to 1e-12, times to a millisecond.</summary>
/// <param name="Symbol">The market without its venue; empty when the frame names none.</param>
/// <param name="Id">The venue's own id; empty when it has none.</param>
/// <param name="Side">Taker side: buy, sell or unknown.</param>
/// <param name="Price">Price.</param>
/// <param name="RawSize">Size as the frame states it.</param>
/// <param name="UnixMs">Exchange time, milliseconds since 1970 UTC.</param>
public sealed record FoundTrade(string Symbol, string Id, string Side, double Price, double RawSize, long UnixMs)
{
    /// <summary>Why these trades are not the expected ones, as sets; null when they are.</summary>
    public static string? Difference(IReadOnlyList<JsonElement> expected, IEnumerable<FoundTrade> found)
    {
        var left = found.ToList();
        foreach (var trade in expected)
        {
            var at = left.FindIndex(item => item.IsSame(trade));
            if (at < 0)
            {
                return $"expected {trade}, found {string.Join("; ", left)}";
            }

            left.RemoveAt(at);
        }

        return left.Count == 0 ? null : $"expected no more, found {string.Join("; ", left)}";
    }

    private static string TextOf(JsonElement trade, string name) =>
        !trade.TryGetProperty(name, out var value) ? string.Empty
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : value.ValueKind == JsonValueKind.Null ? string.Empty
        : value.GetRawText();

    private static bool IsSameNumber(double wanted, double found) => Math.Abs(wanted - found) <= 1e-12 * Math.Abs(wanted);

    // Trimmed frames may name no symbol; suffixes that tell spot from perpetual are ours.
    private static bool IsSameText(string wanted, string found)
    {
        var (plainWanted, plainFound) = (Plain(wanted), Plain(found.EndsWith("-SPOT", StringComparison.Ordinal) ? found[..^5] : found));
        return plainWanted == plainFound || plainWanted.Length == 0 || plainFound.Length == 0;
    }

    // Market ids keep the old name of a coin that a newer frame calls by its new one.
    private static string Plain(string symbol) =>
        symbol.Where(char.IsLetterOrDigit).Aggregate(new StringBuilder(), (text, letter) => text.Append(char.ToUpperInvariant(letter)))
            .Replace("XBT", "BTC").ToString();

    private bool IsSame(JsonElement trade) =>
        IsSameText(TextOf(trade, "symbol"), Symbol) &&
        (TextOf(trade, "id") is not { Length: > 0 } wantedId || wantedId == Id) &&
        TextOf(trade, "side").Equals(Side, StringComparison.OrdinalIgnoreCase) &&
        IsSameNumber(trade.GetProperty("price").GetDouble(), Price) &&
        IsSameNumber(trade.GetProperty("amount").GetDouble(), RawSize) &&
        Math.Abs(trade.GetProperty("timestamp").GetInt64() - UnixMs) <= 1;
}
