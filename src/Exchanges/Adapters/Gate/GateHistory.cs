using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Gate;

/// <summary>The search for past trades on Gate: spot by id from the old end upwards, futures by time from the newest down.</summary>
internal static class GateHistory
{
    private const int PageSize = 1000;

    /// <summary>The next page of a spot pair; null when there is none.</summary>
    public static RestCall? NextSpot(string pair, TradeSearch search)
    {
        var gap = search.Gap;
        if (search.Pages == 0)
        {
            // One earlier, so that the last known trade shows that the page begins where it should.
            return gap.BeforeId > 0
                ? SpotCall(pair, $"&last_id={gap.BeforeId - 1}&reverse=false", search)
                : SpotCall(pair, $"&from={gap.BeforeUnixMs / 1000}{Until(gap.AfterUnixMs)}", search);
        }

        if (search.LastRows < PageSize)
        {
            return null;
        }

        if (!search.ReachesBack)
        {
            return SpotCall(pair, $"&last_id={search.OldestId}&reverse=true", search);
        }

        return gap.AfterId == 0 || search.NewestId < gap.AfterId - 1
            ? SpotCall(pair, $"&last_id={search.NewestId}&reverse=false", search)
            : null;
    }

    /// <summary>The next page of a contract; null when there is none.</summary>
    public static RestCall? NextFutures(string settle, string contract, TradeSearch search)
    {
        var gap = search.Gap;
        if (search.Pages > 0 && (search.LastRows < PageSize || search.ReachesBack))
        {
            return null;
        }

        var until = Until(search.Pages == 0 ? gap.AfterUnixMs : search.OldestUnixMs);
        return Call(
            $"/api/v4/futures/{settle}/trades?contract={Uri.EscapeDataString(contract)}&limit={PageSize}&from={gap.BeforeUnixMs / 1000}{until}", search);
    }

    /// <summary>Reads a page of either kind. Internal trades are told as rows without a side: their ids count, they themselves do not.</summary>
    /// <exception cref="FormatException">The body is no list of trades.</exception>
    public static void Read(ReadOnlyMemory<byte> body, TradeSearch search)
    {
        using var rows = RestList.OpenTrades(body);
        search.BeginPage();
        foreach (var row in rows.Rows)
        {
            var json = RestRow.ReaderOf(row);
            var print = GateFrames.ReadTrade(ref json, null, out var isInternal, out _);
            search.Add(isInternal ? print with { Side = AggressorSide.Unknown } : print);
        }
    }

    private static RestCall? SpotCall(string pair, string bounds, TradeSearch search) =>
        Call($"/api/v4/spot/trades?currency_pair={Uri.EscapeDataString(pair)}&limit={PageSize}{bounds}", search);

    // The same question would bring the same answer.
    private static RestCall? Call(string path, TradeSearch search)
    {
        if (search.Cursor == path)
        {
            return null;
        }

        search.Cursor = path;
        return new("main", path);
    }

    // Whole seconds, so the second that a trade lies in must be asked for to its end.
    private static string Until(long unixMs) => unixMs > 0 ? $"&to={(unixMs / 1000) + 1}" : string.Empty;
}
