using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Tests.Signals;

namespace SqueezeFlow.Core.Tests.Backtest.Costs;

public sealed class CostedRunTests
{
    private static readonly SymbolBar[] Bars = [.. RandomBars.Make(11, 6_000, 0.01, 1e6).Where(bar => double.IsFinite(bar.Close))];

    [Theory]
    [InlineData(StrategyProfile.Corrected)]
    [InlineData(StrategyProfile.Original)]
    public void With_all_costs_no_fill_is_at_a_price_that_its_bar_did_not_trade_and_all_money_is_accounted_for(StrategyProfile profile)
    {
        var result = Run(profile, AllOf(profile));

        var byTime = Bars.ToDictionary(bar => bar.OpenUnixMs);
        Assert.True(result.Metrics.Closed > 10);
        Assert.All(result.Orders, order => Assert.InRange(order.Price, byTime[order.BarOpenUnixMs].Low, byTime[order.BarOpenUnixMs].High));
        var open = result.OpenTrades.Sum(trade => trade.MarginUsd + trade.EntryFeeUsd + trade.FundingUsd);
        Assert.Equal(10_000 + result.Orders.Sum(order => order.ProfitUsd ?? 0) - open, result.CashUsd, 6);
        Assert.Equal(result.Orders.Sum(order => order.FundingUsd) + result.OpenTrades.Sum(trade => trade.FundingUsd), result.Costs.FundingUsd, 6);
        Assert.True(result.Costs is { SlippageUsd: > 0, FeesUsd: > 0 } && result.Costs.FundingUsd != 0);
    }

    [Theory]
    [InlineData(StrategyProfile.Corrected)]
    [InlineData(StrategyProfile.Original)]
    public void Costs_of_nothing_change_nothing(StrategyProfile profile)
    {
        var usual = Run(profile, TradingCosts.None);
        var free = Run(profile, new()
        {
            Slippage = new() { ImpactBars = 5 },
            Funding = [new(Bars[100].OpenUnixMs, 0), new(Bars[^1].OpenUnixMs, 0)],
            StopShare = 0.99,
            TargetShare = 10,
            FinerBars = [new(Bars[0].OpenUnixMs, 1, 1, 1, 1)],
        });

        Assert.Equal(usual.Orders, free.Orders);
        Assert.Equal((usual.CashUsd, usual.EquityUsd, usual.Evaluations), (free.CashUsd, free.EquityUsd, free.Evaluations));
    }

    [Fact]
    public void One_data_set_serves_many_runs_at_once_and_each_is_as_if_alone()
    {
        var alone = Enumerable.Range(0, 8).Select(i => Run(StrategyProfile.Corrected, new() { StopShare = 0.01 * (i + 1) })).ToList();

        var together = new BacktestResult[8];
        Parallel.For(0, 8, i => together[i] = Run(StrategyProfile.Corrected, new() { StopShare = 0.01 * (i + 1) }));

        Assert.Equal(alone.Select(result => result.EquityUsd), together.Select(result => result.EquityUsd));
        Assert.True(alone.Select(result => result.EquityUsd).Distinct().Count() > 1);
    }

    [Fact]
    public void The_fees_of_venues_are_found_by_tier()
    {
        Assert.Equal(0.0004, VenueFee.Find("binance_futures", "vip 1")!.TakerShare);
        Assert.Null(VenueFee.Find("BYBIT", "VIP9"));
        Assert.All(VenueFee.All.Select(fee => fee.Venue).Distinct(), venue => Assert.NotNull(VenueFee.Find(venue, VenueFee.Usual)));
        Assert.All(VenueFee.All, fee => Assert.InRange(fee.TakerShare, 0.0001, 0.001));
    }

    private static BacktestResult Run(StrategyProfile profile, TradingCosts costs) => new BacktestEngine(new()
    {
        Costs = costs,
        Strategy = new() { Profile = profile, WindowBars = 0, MinDataPoints = 0 },
    }).Run(Bars);

    private static TradingCosts AllOf(StrategyProfile profile) => new()
    {
        Slippage = new() { FixedShare = 0.0005, SpreadShare = 0.0002, RangeShare = 0.1, ImpactFactor = 1 },
        Funding = [.. Bars.Where((_, i) => i % 50 == 0).Select((bar, i) => new FundingRate(bar.OpenUnixMs + (i % 2 * 1_000), i % 3 == 0 ? -0.0002 : 0.0003))],
        Margin = new(0.005),
        LatencyBars = profile == StrategyProfile.Corrected ? 1 : 0,
        StopShare = 0.02,
        TargetShare = 0.02,
    };
}
