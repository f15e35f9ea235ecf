using System.Text;
using System.Text.Json;
using SqueezeFlow.Exchanges.Feeds;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Compares the prints of a frame with the trades that others found in it, as sets: numbers to 1e-12, times to a millisecond.</summary>
internal static class TradeMatch
{
    /// <summary>Fails unless every trade of the line has its print and there is no other; answers how many there were.</summary>
    public static int Compare(string where, JsonElement trades, int line, IReadOnlyList<(MarketSlot? Slot, Print Print, string Id)> seen)
    {
        var wanted = trades.TryGetProperty($"{line}", out var list) ? list.EnumerateArray().ToArray() : [];
        var left = seen.ToList();

        foreach (var trade in wanted)
        {
            var at = left.FindIndex(item => IsSame(trade, item.Slot, item.Print, item.Id));
            Assert.True(at >= 0, $"{where}: expected {trade}, found {string.Join("; ", left.Select(Text))}");
            left.RemoveAt(at);
        }

        Assert.True(left.Count == 0, $"{where}: expected no more, found {string.Join("; ", left.Select(Text))}");
        return wanted.Length;
    }

    private static bool IsSame(JsonElement trade, MarketSlot? slot, in Print print, string id) =>
        IsSameText(TextOf(trade, "symbol"), slot?.Market.Symbol ?? string.Empty) &&
        (TextOf(trade, "id") is not { Length: > 0 } wantedId || wantedId == id) &&
        TextOf(trade, "side").Equals(print.Side.ToString(), StringComparison.OrdinalIgnoreCase) &&
        IsSameNumber(trade.GetProperty("price").GetDouble(), print.Price) &&
        IsSameNumber(trade.GetProperty("amount").GetDouble(), print.RawSize) &&
        Math.Abs(trade.GetProperty("timestamp").GetInt64() - print.UnixMs) <= 1;

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

    private static string Text((MarketSlot? Slot, Print Print, string Id) item) => $"{item.Slot?.Market} {item.Id} {item.Print}";
}
