using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Mexc;

/// <summary>Reads MEXC's lists of pairs and contracts, and its tickers.</summary>
internal static class MexcRest
{
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments)
    {
        using var list = RestList.TryOpen(body, "symbols") ?? RestList.TryOpen(body, "data");
        return list is not null && list.TryAddTo(instruments, row => ReadPair(row) ?? ReadContract(row));
    }

    public static bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values)
    {
        using var list = RestList.TryOpen(body, "data");
        return list is not null && list.TryAddTo(values, row => row.Text("symbol") is { Length: > 0 } symbol
            ? new OpenInterestValue(
                new(Mexc.Id, symbol), row.Decimal("holdVol"), OpenInterestUnit.Contracts, row.Decimal("fairPrice"), row.Int64("timestamp"))
            : null);
    }

    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover)
    {
        using var list = RestList.TryOpen(body) ?? RestList.TryOpen(body, "data");
        return list is not null && list.TryAddTo(turnover, row => row.Text("symbol") is { Length: > 0 } symbol
            ? (new MarketId(Mexc.Id, symbol), row.Decimal(row.TryGetProperty("quoteVolume", out _) ? "quoteVolume" : "amount24"))
            : null);
    }

    private static Instrument? ReadPair(JsonElement row)
    {
        var (symbol, coin, quote) = (row.Text("symbol"), row.Text("baseAsset"), row.Text("quoteAsset"));
        return symbol.Length == 0 || coin.Length == 0 || quote.Length == 0
            ? null
            : Mexc.Spot(new(Mexc.Id, symbol), BaseCoin.FromVenue(Mexc.Id, coin), quote.ToUpperInvariant(), row.Text("status") == "1");
    }

    private static Instrument? ReadContract(JsonElement row)
    {
        var (symbol, coin, quote, settle) = (row.Text("symbol"), row.Text("baseCoin"), row.Text("quoteCoin"), row.Text("settleCoin"));
        var size = row.Decimal("contractSize");

        // What is settled in a third coin cannot be converted.
        if (symbol.Length == 0 || coin.Length == 0 || quote.Length == 0 || !(size > 0) || (settle != quote && settle != coin))
        {
            return null;
        }

        return new(
            new(Mexc.Id, symbol),
            MarketKind.Perp,
            settle == quote ? ContractKind.Linear : ContractKind.Inverse,
            BaseCoin.FromVenue(Mexc.Id, coin),
            quote.ToUpperInvariant(),
            size,
            row.TryGetProperty("state", out _) && row.Decimal("state") == 0);
    }
}
