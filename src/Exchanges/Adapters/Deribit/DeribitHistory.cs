using System.Globalization;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Deribit;

/// <summary>The search for past trades on Deribit: by the number of the trade on its instrument.</summary>
internal static class DeribitHistory
{
    private const int PageRows = 1000;

    public static RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var range = search.Gap.BeforeId > 0 ? RangeUpwards(search) : RangeDownwards(search);
        if (range is null || range == search.Cursor)
        {
            return null;
        }

        search.Cursor = range;
        var symbol = Uri.EscapeDataString(instrument.Market.Symbol);
        return new("main", $"/api/v2/public/get_last_trades_by_instrument?instrument_name={symbol}{range}&count={PageRows}&include_old=true");
    }

    public static void ReadTrades(ReadOnlyMemory<byte> body, TradeSearch search)
    {
        if (!RestJson.TryParse(body, out var document))
        {
            throw new FormatException($"Expected a list of trades, found {RestJson.Excerpt(body)}");
        }

        using (document)
        {
            if (!document.RootElement.TryFindArray(["result", "trades"], out var trades))
            {
                throw new FormatException($"Expected a list of trades, found {RestJson.Excerpt(body)}");
            }

            search.BeginPage();
            long passed = 0;
            foreach (var row in trades.Value.Objects().OrderBy(row => row.Int64("trade_seq")))
            {
                var print = ReadTrade(row);
                search.Add(print with { IdsBefore = (ushort)Math.Min(passed, ushort.MaxValue) });
                passed = print.Count == 0 ? passed + 1 : 0;
            }
        }
    }

    // From the trade before the gap on, which proves that nothing is missing between.
    private static string? RangeUpwards(TradeSearch search)
    {
        var after = search.Gap.AfterId;
        var first = Math.Max(search.Gap.BeforeId, search.NewestId + 1);
        var isAtEnd = after > 0 ? first >= after : search.LastRows < PageRows;
        return search.Pages > 0 && (isAtEnd || search.LastRows == 0) ? null
            : string.Create(CultureInfo.InvariantCulture, $"&start_seq={first}{(after > 0 ? $"&end_seq={after - 1}" : string.Empty)}&sorting=asc");
    }

    private static string? RangeDownwards(TradeSearch search)
    {
        var bound = search.Pages > 0 ? search.OldestId : search.Gap.AfterId;
        return search.Pages > 0 && (search.LastRows == 0 || search.ReachesBack || bound <= 1) ? null
            : string.Create(CultureInfo.InvariantCulture, $"{(bound > 0 ? $"&end_seq={bound - 1}" : string.Empty)}&sorting=desc");
    }

    private static Print ReadTrade(JsonElement row)
    {
        var id = row.Int64("trade_seq");
        var isBlock = row.Text("block_trade_id").Length > 0;
        return new(
            id,
            row.Int64("timestamp"),
            row.Decimal("price"),
            row.Decimal("amount"),
            id > 0 && !isBlock ? 1 : 0,
            NamedSide.OfLower(Encoding.UTF8.GetBytes(row.Text("direction"))),
            DeribitFrames.KindOf(Encoding.UTF8.GetBytes(row.Text("liquidation"))));
    }
}
