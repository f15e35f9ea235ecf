using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using static SqueezeFlow.Core.Tests.Flow.Trades;

namespace SqueezeFlow.Core.Tests.Flow;

public sealed class SymbolFlowTests
{
    private readonly SymbolFlow _flow = new("BTC", Timeframe.M5, 400_000);

    public SymbolFlowTests()
    {
        _flow.Follow(Follow(Spot, MarketKind.Spot));
        _flow.Follow(Follow(Perp, MarketKind.Perp));
    }

    [Fact]
    public void A_strategy_bar_waits_for_the_slowest_market()
    {
        Add(Spot, (1, 1_000), (2, 310_000));
        Add(Perp, (1, 2_000), (2, 299_000));
        Assert.Equal(0, _flow.NextReadyUnixMs);

        Add(Perp, (3, 300_000));

        Assert.Equal(Midnight + 300_000, _flow.NextReadyUnixMs);
    }

    [Fact]
    public void Market_time_goes_on_with_the_seconds_of_all_markets_within_a_bar_too()
    {
        Assert.Equal(long.MinValue, _flow.WatermarkUnixMs);
        for (var second = 1; second < 60; second++)
        {
            Add(Spot, (second, second * 1_000));
            Add(Perp, (second, (second * 1_000) + 500));

            Assert.Equal(Midnight + (second * 1_000), _flow.WatermarkUnixMs);
        }
    }

    [Fact]
    public void Flow_is_summed_by_side_and_prices_come_from_the_perpetual()
    {
        _flow.Add(_flow.Find(Spot)!, Run(Spot, Buy(1, 1_000, 101, 2), Buy(2, 300_000)));
        _flow.Add(_flow.Find(Perp)!, Run(Perp, Sell(1, 2_000, 100, 3), Sell(2, 299_500, 99, 1), Buy(3, 300_000)));

        Assert.True(TryTake(out var ready));

        Assert.Equal((202, 0, 0, 399), (ready.Bar.SpotBuy, ready.Bar.SpotSell, ready.Bar.PerpBuy, ready.Bar.PerpSell));
        Assert.Equal((100, 100, 99, 99), (ready.Bar.Open, ready.Bar.High, ready.Bar.Low, ready.Bar.Close));
        Assert.Equal(601, ready.Bar.Volume);
    }

    [Fact]
    public void A_silent_market_holds_the_others_up_only_so_long()
    {
        Add(Spot, (1, 1_000));
        Add(Perp, (1, 1_000), (2, 300_000), (3, 401_000));
        Assert.Equal(0, _flow.NextReadyUnixMs);

        Add(Perp, (4, 402_000));

        Assert.Equal(Midnight + 300_000, _flow.NextReadyUnixMs);
    }

    [Fact]
    public void Doubt_names_the_markets_with_trades_missing_in_a_stretch_and_their_share_of_the_turnover()
    {
        _flow.Add(_flow.Find(Spot)!, Run(Spot, Buy(1, 1_000, 100, 1), Buy(2, 2_000, 100, 2)));
        _flow.Add(_flow.Find(Perp)!, Run(Perp, Buy(1, 1_000, 100, 5), Buy(9, 60_000, 100, 2)));

        var (before, within) = (_flow.DoubtOf(Midnight, Midnight + 1_000), _flow.DoubtOf(Midnight, Midnight + 10_000));
        var after = _flow.DoubtOf(Midnight + 61_000, Midnight + 90_000);

        Assert.Equal((2, 0, 0d), (before.Markets, before.Doubtful.Count, before.Share));
        Assert.Equal((2, $"{Perp}", 0.7), (within.Markets, Assert.Single(within.Doubtful), within.Share));
        Assert.Equal((0, 0d), (after.Doubtful.Count, after.Share));
    }

    [Fact]
    public void What_comes_after_all_is_in_doubt_no_more()
    {
        _flow.Add(_flow.Find(Perp)!, Run(Perp, Buy(1, 1_000), Buy(3, 3_000)));
        Assert.Single(_flow.DoubtOf(Midnight, Midnight + 10_000).Doubtful);

        _flow.Add(_flow.Find(Perp)!, Run(Perp, Buy(2, 2_000)));

        Assert.Empty(_flow.DoubtOf(Midnight, Midnight + 10_000).Doubtful);
    }

    [Fact]
    public void A_market_that_nobody_reads_any_more_holds_up_no_bar()
    {
        Add(Spot, (1, 1_000));
        Add(Perp, (1, 1_000), (2, 301_000));

        _flow.Leave([Spot]);

        Assert.Equal(Midnight + 300_000, _flow.NextReadyUnixMs);
        Add(Perp, (3, 602_000));
        Assert.Equal(Midnight + 600_000, _flow.ReadyThroughUnixMs);
    }

    [Fact]
    public void A_market_that_is_read_again_is_waited_for_again()
    {
        Add(Spot, (1, 1_000));
        Add(Perp, (1, 1_000), (2, 301_000));
        _flow.Leave([Spot]);

        Add(Spot, (2, 302_000));
        Add(Perp, (3, 602_000));

        Assert.Equal(Midnight + 300_000, _flow.ReadyThroughUnixMs);
        Add(Spot, (3, 601_000));
        Assert.Equal(Midnight + 600_000, _flow.ReadyThroughUnixMs);
    }

    [Fact]
    public void The_price_after_a_bar_is_the_first_trade_of_the_reference_market()
    {
        Add(Spot, (1, 1_000), (2, 300_000));
        _flow.Add(_flow.Find(Perp)!, Run(Perp, Buy(1, 2_000), Buy(2, 300_400, 123), Buy(3, 300_500, 124)));

        var price = _flow.FindPrice(Midnight + 300_000);

        Assert.Equal((Midnight + 300_400, 123), (price!.Value.UnixMs, price.Value.Price));
    }

    [Fact]
    public void An_end_of_the_markets_closes_what_is_open()
    {
        Add(Spot, (1, 1_000));
        Add(Perp, (1, 2_000));

        _flow.Complete(Midnight + 600_000);

        Assert.True(TryTake(out var first));
        Assert.False(TryTake(out _));
        Assert.Equal((100, 100), (first.Bar.SpotBuy, first.Bar.PerpBuy));
        Assert.Equal(Midnight + 600_000, _flow.ReadyThroughUnixMs);
        Assert.Null(_flow.FindPrice(Midnight + 300_000));
    }

    [Fact]
    public void Months_of_silence_give_no_bars()
    {
        const long Later = 200L * 86_400_000;
        Add(Spot, (1, 1_000));
        Add(Perp, (1, 2_000), (2, Later));

        Add(Spot, (2, Later + 300_000));
        Add(Perp, (3, Later + 300_000));

        Assert.True(TryTake(out var first));
        Assert.True(TryTake(out var second));
        Assert.False(TryTake(out _));
        Assert.Equal((Midnight, Midnight + Later), (first.Bar.OpenUnixMs, second.Bar.OpenUnixMs));
    }

    private bool TryTake(out ReadyBar bar)
    {
        if (!_flow.TryPeekReady(long.MaxValue, out bar))
        {
            return false;
        }

        _flow.TakeReady();
        return true;
    }

    private void Add(MarketId market, params (long Id, long AfterMs)[] trades) =>
        _flow.Add(_flow.Find(market)!, Run(market, [.. trades.Select(t => Buy(t.Id, t.AfterMs))]));
}
