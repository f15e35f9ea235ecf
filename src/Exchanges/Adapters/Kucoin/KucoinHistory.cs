using System.Text;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Kucoin;

/// <summary>The search for past trades on KuCoin: the newest alone.</summary>
internal static class KucoinHistory
{
    private const long NsPerMs = 1_000_000;

    public static RestCall? NextTrades(Instrument instrument, TradeSearch search) =>
        search.Pages > 0 ? null
        : instrument.Kind == MarketKind.Perp ? new(Kucoin.Futures, $"/api/v1/trade/history?symbol={instrument.Market.Symbol}") { Weight = 5 }
        : new("main", $"/api/v1/market/histories?symbol={instrument.Market.Symbol}") { Weight = 3 };

    public static void ReadTrades(ReadOnlyMemory<byte> body, TradeSearch search) => RestJson.ReadPage(body, search, root =>
    {
        if (!root.TryList("data", out var rows))
        {
            return false;
        }

        foreach (var row in rows.Objects())
        {
            var (price, size, side) = (row.Decimal("price"), row.Decimal("size"), NamedSide.Of(row.Text("side")));
            var isFuture = row.TryGetProperty("tradeId", out var tradeId);
            var unixNs = row.Int64(isFuture ? "ts" : "time");
            var id = isFuture
                ? TradeId.Of(Encoding.UTF8.GetBytes(tradeId.ToString()))
                : search.Keys.Next(unixNs, price, size, side, unitsPerMs: NsPerMs);
            search.Add(new(id, unixNs / NsPerMs, price, size, id > 0 ? 1 : 0, side));
        }

        return true;
    });
}
