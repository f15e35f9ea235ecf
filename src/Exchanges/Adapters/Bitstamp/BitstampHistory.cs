using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bitstamp;

/// <summary>The search for past trades on Bitstamp: the last minute, hour or day.</summary>
internal static class BitstampHistory
{
    // Lists of past trades reach back by one of these, from the moment of asking.
    private static readonly (string Name, long Ms)[] Windows = [("minute", 60_000), ("hour", 3_600_000), ("day", 86_400_000)];

    public static RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var gap = search.Gap;
        var widthMs = gap.AfterUnixMs > 0 && gap.BeforeUnixMs > 0 ? gap.AfterUnixMs - gap.BeforeUnixMs : Windows[0].Ms;

        // Half a window is kept for the time between the gap and the asking; a window that does not reach is followed by the next.
        var first = Math.Min(Windows.TakeWhile(window => window.Ms < widthMs * 2).Count(), Windows.Length - 1);
        var at = first + search.Pages;
        return search.ReachesBack || at >= Windows.Length ? null : TradesCall(instrument, Windows[at].Name);
    }

    public static void ReadTrades(ReadOnlyMemory<byte> body, TradeSearch search) => RestJson.ReadPage(body, search, root =>
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var row in root.Objects())
        {
            var side = row.TryGetProperty("type", out var type) ? BitstampFrames.SideOf(Encoding.UTF8.GetBytes(type.ToString())) : AggressorSide.Unknown;
            var id = row.Int64("tid");
            search.Add(new(id, row.Int64("date") * 1000, row.Decimal("price"), row.Decimal("amount"), id > 0 ? 1 : 0, side));
        }

        return true;
    });

    private static RestCall TradesCall(Instrument instrument, string window) =>
        new("main", $"/api/v2/transactions/{instrument.Market.Symbol}/?time={window}");
}
