using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Coinbase;

/// <summary>The search for past trades on Coinbase: spot by id, perpetuals by time.</summary>
internal static class CoinbaseHistory
{
    private const int PageSize = 1000;

    public static RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        if (search.Pages > 0 && search.LastRows == 0)
        {
            return null;
        }

        return instrument.Kind == MarketKind.Perp ? NextByTime(instrument, search)
            : search.Gap.BeforeId > 0 ? NextUpwards(instrument, search)
            : NextDownwards(instrument, search);
    }

    public static void ReadTrades(ReadOnlyMemory<byte> body, TradeSearch search) => RestJson.ReadPage(body, search, root =>
    {
        if (root.ValueKind != JsonValueKind.Array && !root.TryList("trades", out root))
        {
            return false;
        }

        foreach (var row in root.Objects())
        {
            var id = row.Int64("trade_id");
            search.Add(new(
                id,
                row.IsoUnixMsOf("time"),
                row.Decimal("price"),
                row.Decimal("size"),
                id > 0 ? 1 : 0,
                NamedSide.Opposite(NamedSide.Of(row.Text("side")))));
        }

        return true;
    });

    // Ids are contiguous: the page below "last known + page size + 1" begins right after the last known.
    private static RestCall? NextUpwards(Instrument instrument, TradeSearch search)
    {
        var (gap, last) = (search.Gap, Math.Max(search.Gap.BeforeId, search.NewestId));
        if (gap.AfterId > 0 ? last >= gap.AfterId - 1 : search.Pages > 0 && search.LastRows < PageSize)
        {
            return null;
        }

        var after = last + PageSize + 1;
        return TradesCall(instrument, gap.AfterId > 0 ? Math.Min(after, gap.AfterId) : after);
    }

    private static RestCall? NextDownwards(Instrument instrument, TradeSearch search) =>
        search.Pages == 0 ? TradesCall(instrument, search.Gap.AfterId)
        : search.ReachesBack || search.LastRows < PageSize ? null
        : TradesCall(instrument, search.OldestId);

    private static RestCall? NextByTime(Instrument instrument, TradeSearch search)
    {
        if (search.Pages > 0 && (search.ReachesBack || search.LastRows < PageSize))
        {
            return null;
        }

        var endUnixMs = search.Pages == 0 ? search.Gap.AfterUnixMs : search.OldestUnixMs;
        var end = endUnixMs > 0 ? string.Create(CultureInfo.InvariantCulture, $"&end={(endUnixMs / 1000) + 1}") : string.Empty;
        return new(Coinbase.Advanced, string.Create(
            CultureInfo.InvariantCulture,
            $"/api/v3/brokerage/market/products/{instrument.Market.Symbol}/ticker?limit={PageSize}&start={search.Gap.BeforeUnixMs / 1000}{end}"));
    }

    private static RestCall TradesCall(Instrument instrument, long after) => new("main", string.Create(
        CultureInfo.InvariantCulture,
        $"/products/{instrument.Market.Symbol}/trades?limit={PageSize}{(after > 0 ? $"&after={after}" : string.Empty)}"));
}
