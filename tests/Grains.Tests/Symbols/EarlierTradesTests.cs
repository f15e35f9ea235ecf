using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Symbols;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>Trades of an older generation of a feed that come when a newer one has spoken already.</summary>
public sealed class EarlierTradesTests
{
    [Fact]
    public void Trades_with_an_id_are_told_apart_by_it_and_go_on_under_the_newer_generation()
    {
        var earlier = EarlierTrades.Of(Item(-1, Trade(7, 1_000), Trade(8, 2_000)), latest: 4);

        Assert.Equal([7L, 8L], Ids(earlier));
        Assert.Equal((4L, "BINANCE/0", 3L), (earlier.Identified.Epoch, earlier.Identified.FeedId, earlier.Identified.DroppedBefore));
        Assert.Null(earlier.Unknown);
    }

    [Fact]
    public void Trades_without_an_id_are_refused_and_their_time_is_told()
    {
        var earlier = EarlierTrades.Of(Item(-1, Trade(0, 3_000), Trade(8, 2_000), Trade(0, 1_000)), latest: 4);

        Assert.Equal([8L], Ids(earlier));
        Assert.Equal((1_000, 3_000), earlier.Unknown);
    }

    [Fact]
    public void Liquidation_reports_are_told_by_the_newer_generation_alone()
    {
        var earlier = EarlierTrades.Of(Item(-1, Trade(0, 1_000) with { Kind = TradeKind.LiquidationReport }), latest: 4);

        Assert.Empty(Ids(earlier));
        Assert.Null(earlier.Unknown);
    }

    [Fact]
    public void A_break_stays_before_the_same_trade()
    {
        var earlier = EarlierTrades.Of(Item(2, Trade(7, 1_000), Trade(0, 1_000), Trade(8, 2_000)), latest: 4);

        Assert.Equal(1, earlier.Identified.ResumedAt);
    }

    private static long[] Ids(EarlierTrades earlier) => [.. earlier.Identified.Trades.ToArray().Select(trade => trade.Id)];

    private static MarketTrades Item(int resumedAt, params Trade[] trades) =>
        new(new("BINANCE", "btcusdt"), "BINANCE/0", 3, trades, trades.Length) { DroppedBefore = 3, ResumedAt = resumedAt };

    private static Trade Trade(long id, long unixMs) => new(id, unixMs, 100, 1, 100, 1, AggressorSide.Buy);
}
