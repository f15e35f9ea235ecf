using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Huobi;

/// <summary>Reads the spot side's list of symbols, and its tickers.</summary>
internal static class HuobiRest
{
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments)
    {
        using var list = RestList.TryOpen(body, "data");
        return list is not null && list.TryAddTo(instruments, ReadInstrument);
    }

    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover)
    {
        using var list = RestList.TryOpen(body, "data");
        return list is not null && list.TryAddTo(
            turnover,
            row => row.TryGetProperty("close", out _) && row.Text("symbol") is { Length: > 0 } symbol
                ? (new MarketId(Huobi.Id, symbol), row.Decimal("vol"))
                : null);
    }

    private static Instrument? ReadInstrument(JsonElement row)
    {
        var (symbol, coin, quote) = (row.Text("symbol"), row.Text("base-currency"), row.Text("quote-currency"));
        return symbol.Length == 0 || coin.Length == 0 || quote.Length == 0
            ? null
            : Huobi.Spot(new(Huobi.Id, symbol), BaseCoin.FromVenue(Huobi.Id, coin), quote.ToUpperInvariant(), row.Text("state") == "online");
    }
}
