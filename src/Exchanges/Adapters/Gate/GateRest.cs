using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Gate;

/// <summary>Reads Gate's lists of pairs and contracts, and its tickers.</summary>
internal static class GateRest
{
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments)
    {
        using var list = RestList.TryOpen(body);
        return list is not null && list.TryAddTo(instruments, ReadInstrument);
    }

    public static bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values)
    {
        using var list = RestList.TryOpen(body);
        return list is not null && list.TryAddTo(values, row => row.Text("contract") is { Length: > 0 } contract
            ? new OpenInterestValue(new(Gate.Id, contract), row.Decimal("total_size"), OpenInterestUnit.Contracts, row.Decimal("mark_price"))
            : null);
    }

    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover)
    {
        using var list = RestList.TryOpen(body);
        return list is not null && list.TryAddTo(turnover, row =>
            row.Text("currency_pair") is { Length: > 0 } pair ? (new MarketId(Gate.Id, pair + GateFrames.SpotSuffix), row.Decimal("quote_volume"))
            : row.Text("contract") is { Length: > 0 } contract ? (new MarketId(Gate.Id, contract), row.Decimal("volume_24h_quote"))
            : null);
    }

    private static Instrument? ReadInstrument(JsonElement row) =>
        row.Text("id") is { Length: > 0 } pair && row.Text("base") is { Length: > 0 } coin && row.Text("quote") is { Length: > 0 } quote
            ? Gate.Spot(pair, BaseCoin.FromVenue(Gate.Id, coin), quote.ToUpperInvariant(), row.Text("trade_status") == "tradable")
            : ReadContract(row);

    private static Instrument? ReadContract(JsonElement row)
    {
        // Dated contracts have more parts in their names.
        if (row.Text("name").Split('_') is not [{ Length: > 0 } coin, { Length: > 0 } quote])
        {
            return null;
        }

        // Dollar contracts that are settled in BTC and have a multiplier pay in a third coin; their sizes cannot be converted.
        var multiplier = row.Decimal("quanto_multiplier");
        var isInverse = quote == "USD" && multiplier == 0;
        if (!isInverse && !(multiplier > 0 && quote != "USD"))
        {
            return null;
        }

        var isLeaving = row.TryGetProperty("in_delisting", out var delisting) && delisting.ValueKind == JsonValueKind.True;
        var isTrading = !isLeaving && row.Text("status") is "" or "trading";
        return Gate.Perpetual(row.Text("name"), BaseCoin.FromVenue(Gate.Id, coin), quote, isInverse ? 1 : multiplier, isTrading);
    }
}
