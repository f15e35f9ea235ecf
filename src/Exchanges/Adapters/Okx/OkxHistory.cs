using System.Globalization;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Okx;

/// <summary>The search for past trades on OKX: by id, a hundred at a time.</summary>
internal static class OkxHistory
{
    private const int PageRows = 100;

    public static RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var next = search.Gap.BeforeId > 0 ? NextUpwards(search) : NextDownwards(search);
        if (next is not { } olderThan)
        {
            return null;
        }

        search.Cursor = olderThan.ToString(CultureInfo.InvariantCulture);
        var from = olderThan > 0 ? $"&after={search.Cursor}" : string.Empty;
        return new("main", $"/api/v5/market/history-trades?instId={Uri.EscapeDataString(instrument.Market.Symbol)}&type=1{from}&limit={PageRows}");
    }

    public static void ReadTrades(ReadOnlyMemory<byte> body, TradeSearch search)
    {
        var isList = OkxRest.TryReadData(body, "tradeId", data =>
        {
            search.BeginPage();
            foreach (var row in data.Objects())
            {
                search.Add(ReadTrade(row));
            }
        });
        if (!isList)
        {
            throw new FormatException($"Expected a list of trades, found {RestJson.Excerpt(body)}");
        }
    }

    // Ids rise by one, so a page is the hundred ids below the next bound: from the old end upwards, whatever the venue lacks in between. The
    // first page begins with the trade before the gap, which proves that nothing is missing between.
    private static long? NextUpwards(TradeSearch search)
    {
        var (before, after) = (search.Gap.BeforeId, search.Gap.AfterId);
        if (search.Pages == 0)
        {
            return Bound(before + PageRows, after);
        }

        var last = LastBound(search);
        var isAtEnd = after > 0 ? last >= after : search.NewestId < last - 1;
        return isAtEnd || search.LastRows == 0 ? null : Bound(last + PageRows, after);
    }

    private static long? NextDownwards(TradeSearch search)
    {
        if (search.Pages == 0)
        {
            return search.Gap.AfterId;
        }

        var last = LastBound(search);
        var isNearer = last == 0 || search.OldestId < last;
        return search.LastRows == 0 || search.ReachesBack || !isNearer ? null : search.OldestId;
    }

    private static long Bound(long next, long after) => after > 0 ? Math.Min(next, after) : next;

    private static long LastBound(TradeSearch search) =>
        long.TryParse(search.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : 0;

    private static Print ReadTrade(JsonElement row)
    {
        var id = row.Int64("tradeId");
        var count = row.TryGetProperty("count", out _) ? row.Int64("count") : 1;
        var side = NamedSide.Of(row.Text("side"));
        var fills = id > 0 && count is > 0 and <= int.MaxValue ? (int)count : 0;
        return new(id, row.Int64("ts"), row.Decimal("px"), row.Decimal("sz"), fills, side) { IdsBefore = OkxRest.IdsBefore(count) };
    }
}
