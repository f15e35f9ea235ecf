using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.CryptoCom;

/// <summary>Reads Crypto.com's list of instruments, and its tickers.</summary>
internal static class CryptoComRest
{
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments)
    {
        using var list = RestList.TryOpen(body, "result", "data");
        return list is not null && list.TryAddTo(instruments, ReadInstrument);
    }

    public static bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values)
    {
        using var list = RestList.TryOpen(body, "result", "data");
        return list is not null && list.TryAddTo(values, row => new MarketId(CryptoCom.Id, row.Text("i")) is var market && CryptoCom.IsPerpetual(market)
            ? new OpenInterestValue(market, row.Decimal("oi"), OpenInterestUnit.Base, row.Decimal("a"), row.Int64("t"))
            : null);
    }

    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover)
    {
        using var list = RestList.TryOpen(body, "result", "data");
        return list is not null && list.TryAddTo(turnover, row => row.Text("i") is { Length: > 0 } name
            ? (new MarketId(CryptoCom.Id, name), TurnoverOf(row, QuoteCurrency.Of(new MarketId(CryptoCom.Id, name))))
            : null);
    }

    // The venue counts the turnover of every market in dollars.
    private static double TurnoverOf(JsonElement row, string quote) =>
        QuoteCurrency.IsUsdLike(quote) ? row.Decimal("vv") : row.Decimal("v") * row.Decimal("a");

    private static Instrument? ReadInstrument(JsonElement row)
    {
        var kind = row.Text("inst_type");
        var (symbol, coin, quote) = (row.Text("symbol"), row.Text("base_ccy"), row.Text("quote_ccy"));
        var isPerpetual = kind == "PERPETUAL_SWAP";
        if (symbol.Length == 0 || coin.Length == 0 || quote.Length == 0 || !(isPerpetual || kind == "CCY_PAIR"))
        {
            return null;
        }

        return new(
            new(CryptoCom.Id, symbol),
            isPerpetual ? MarketKind.Perp : MarketKind.Spot,
            isPerpetual ? ContractKind.Linear : ContractKind.Spot,
            BaseCoin.FromVenue(CryptoCom.Id, coin),
            quote.ToUpperInvariant(),
            1,
            row.TryGetProperty("tradable", out var tradable) && tradable.ValueKind == JsonValueKind.True);
    }
}
