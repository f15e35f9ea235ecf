using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;

namespace SqueezeFlow.Exchanges.Adapters.Huobi;

/// <summary>Reads the swaps' list of contracts, their open interest and their tickers.</summary>
internal static class HuobiFuturesRest
{
    public static bool TryReadInstruments(ReadOnlyMemory<byte> body, ICollection<Instrument> instruments)
    {
        using var list = RestList.TryOpen(body, "data");
        return list is not null && list.TryAddTo(instruments, ReadInstrument);
    }

    public static bool TryReadOpenInterest(ReadOnlyMemory<byte> body, ICollection<OpenInterestValue> values)
    {
        using var list = RestList.TryOpen(body, "data") ?? RestList.TryOpen(body);
        if (list is null)
        {
            return false;
        }

        var time = list.Root.ValueKind == JsonValueKind.Object ? list.Root.Int64("ts") : 0;
        return list.TryAddTo(values, row => ReadOpenInterest(row, time));
    }

    public static bool TryReadTurnover(ReadOnlyMemory<byte> body, IDictionary<MarketId, double> turnover)
    {
        using var list = RestList.TryOpen(body, "ticks");
        return list is not null && list.TryAddTo(turnover, ReadTurnover);
    }

    private static Instrument? ReadInstrument(JsonElement row)
    {
        var code = row.Text("contract_code");
        var size = row.Decimal("contract_size");
        return HuobiFutures.TrySplit(code, out var coin, out var quote) && size > 0
            ? HuobiFutures.Swap(new(HuobiFutures.Id, code), BaseCoin.FromVenue(HuobiFutures.Id, coin), quote, size, row.Int64("contract_status") == 1)
            : null;
    }

    private static OpenInterestValue? ReadOpenInterest(JsonElement row, long unixMs)
    {
        var code = row.Text("contract_code");
        var amount = row.Decimal("amount");
        return code.Length > 0 && row.TryGetProperty("volume", out _)
            ? new(new(HuobiFutures.Id, code), amount, OpenInterestUnit.Base, row.Decimal("value") / amount, unixMs)
            : null;
    }

    // Coin-margined rows state base units and no turnover.
    private static (MarketId Market, double Quote)? ReadTurnover(JsonElement row)
    {
        var code = row.Text("contract_code");
        var both = row.Decimal("trade_turnover");
        both = double.IsFinite(both) ? both : row.Decimal("amount") * row.Decimal("close");
        return code.Length > 0 ? (new MarketId(HuobiFutures.Id, code), both / HuobiFutures.SidesCounted) : null;
    }
}
