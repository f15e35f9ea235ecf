using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.CryptoCom;

/// <summary>The search for past trades on Crypto.com: by time, from the new end of the gap down.</summary>
internal static class CryptoComHistory
{
    public static RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var gap = search.Gap;
        if (search.Pages > 0 && (search.LastRows == 0 || search.ReachesBack))
        {
            return null;
        }

        // Pages are cut within a millisecond, so the oldest one is asked for again, whole. The end is exclusive.
        var until = search.Pages == 0 ? gap.AfterUnixMs : search.OldestUnixMs;
        var end = until > 0 ? $"&end_ts={until + 1}" : string.Empty;
        var path = $"/exchange/v1/public/get-trades?instrument_name={Uri.EscapeDataString(instrument.Market.Symbol)}&count=150&start_ts={gap.BeforeUnixMs - 1}{end}";
        if (search.Cursor == path)
        {
            return null;
        }

        search.Cursor = path;
        return new("main", path);
    }

    public static void ReadTrades(ReadOnlyMemory<byte> body, TradeSearch search)
    {
        using var rows = RestList.OpenTrades(body, "result", "data");
        search.BeginPage();
        search.Keys.Clear();
        foreach (var row in rows.Rows)
        {
            var json = RestRow.ReaderOf(row);
            search.AddWithKey(CryptoComFrames.ReadTrade(ref json, out _, out _, out _));
        }
    }
}
