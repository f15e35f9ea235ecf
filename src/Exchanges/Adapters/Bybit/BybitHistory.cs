using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Prints;
using SqueezeFlow.Exchanges.Reading;
using SqueezeFlow.Exchanges.RestBodies;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Adapters.Bybit;

/// <summary>The search for past trades on Bybit: the newest alone.</summary>
internal static class BybitHistory
{
    // The newest trades are all that the venue gives: one answer, whatever the gap.
    public static RestCall? NextTrades(Instrument instrument, TradeSearch search)
    {
        var symbol = Uri.EscapeDataString(Bybit.NameOf(instrument.Market));
        var category = Bybit.CategoryOf(instrument);
        return search.Pages > 0 ? null : new("main", $"/v5/market/recent-trade?category={category}&symbol={symbol}&limit={(category == Bybit.Spot ? 60 : 1000)}");
    }

    public static void ReadTrades(ReadOnlyMemory<byte> body, TradeSearch search)
    {
        var isList = BybitRest.TryReadList(body, (_, list) =>
        {
            search.BeginPage();
            foreach (var row in list.Objects().Where(row => !row.IsTrue("isBlockTrade")))
            {
                var id = row.IdOf("execId");
                var side = NamedSide.Of(row.Text("side"));
                search.Add(new Print(id, row.Int64("time"), row.Decimal("price"), row.Decimal("size"), id == 0 ? 0 : 1, side));
            }

            return true;
        });
        if (!isList)
        {
            throw new FormatException($"Expected a list of trades, found {RestJson.Excerpt(body)}");
        }
    }
}
