using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Measures;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Tests.Signals;

namespace SqueezeFlow.Core.Tests.Backtest;

/// <summary>Measures of a run, told from its orders and bars once more and plainly.</summary>
public sealed class BacktestStatisticsTests
{
    private static readonly SymbolBar[] Bars =
    [
        .. RandomBars.Make(11, 3_000, 0.004, 1e6).Select(bar => double.IsNaN(bar.Close) ? bar with { Close = bar.Open } : bar),
    ];

    [Theory]
    [InlineData(StrategyProfile.Original)]
    [InlineData(StrategyProfile.Corrected)]
    public void The_account_is_marked_at_every_close_in_both_profiles(StrategyProfile profile)
    {
        var result = Run(profile, Bars);

        var equity = Equity(result);
        Assert.NotEmpty(result.Orders);
        Assert.Equal(equity[^1], result.Statistics.MarkedEquityUsd, 6);
        Assert.All(result.Curve, point => Assert.Equal(equity[Array.FindIndex(Bars, bar => bar.OpenUnixMs == point.BarOpenUnixMs)], point.EquityUsd, 6));
        Assert.Equal(Fall([10_000, .. equity]), result.Statistics.MaxDrawdownPercent, 6);
    }

    [Theory]
    [InlineData(StrategyProfile.Original)]
    [InlineData(StrategyProfile.Corrected)]
    public void Ratios_are_those_of_the_daily_returns(StrategyProfile profile)
    {
        var result = Run(profile, Bars);

        var equity = Equity(result);
        var days = Bars.Select((bar, i) => (Day: Timeframe.D1.Floor(bar.OpenUnixMs + RandomBars.StepMs - 1), Usd: equity[i]))
            .GroupBy(point => point.Day).Select(group => group.Last().Usd).ToList();
        var returns = days.Prepend(10_000).Zip(days, (before, after) => (after / before) - 1).ToList();
        var mean = returns.Average();
        var deviation = Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (returns.Count - 1));
        var downside = Math.Sqrt(returns.Where(r => r < 0).Sum(r => r * r) / returns.Count);
        Assert.Equal(returns.Count, result.Statistics.Days);
        Assert.Equal(mean / deviation * Math.Sqrt(365), result.Statistics.SharpeRatio!.Value, 6);
        Assert.Equal(mean / downside * Math.Sqrt(365), result.Statistics.SortinoRatio!.Value, 6);
    }

    [Fact]
    public void A_few_days_are_too_few_for_a_ratio()
    {
        var statistics = Run(StrategyProfile.Corrected, Bars[..1_000]).Statistics;

        Assert.InRange(statistics.Days, 1, BacktestStatistics.MinDays - 1);
        Assert.Null(statistics.SharpeRatio);
        Assert.Null(statistics.SortinoRatio);
    }

    [Theory]
    [InlineData(StrategyProfile.Original)]
    [InlineData(StrategyProfile.Corrected)]
    public void Exposure_and_times_held_are_those_of_the_trades(StrategyProfile profile)
    {
        var result = Run(profile, Bars);

        var trades = result.Orders.Chunk(2).Where(pair => pair.Length == 2).ToList();
        var held = trades.Select(pair => (pair[1].BarOpenUnixMs - pair[0].BarOpenUnixMs) / 1_000.0).Order().ToList();
        var bars = result.Orders.Chunk(2).Sum(pair => IndexOf(pair.Length == 2 ? pair[1] : null) - IndexOf(pair[0]));
        var times = result.Statistics.Holding!;
        Assert.Equal((double)bars / Bars.Length, result.Statistics.ExposureShare, 12);
        Assert.Equal((held[0], held[^1]), (times.Shortest.TotalSeconds, times.Longest.TotalSeconds));
        Assert.Equal(held.Average(), times.Average.TotalSeconds, 2);
        Assert.Equal((held[(held.Count - 1) / 2] + held[held.Count / 2]) / 2, times.Median.TotalSeconds, 3);
    }

    [Fact]
    public void The_coin_is_bought_at_the_first_open_and_sold_at_the_last_close_with_a_fee_each()
    {
        var hold = Run(StrategyProfile.Corrected, Bars).Statistics.BuyAndHold!;

        var expected = 10_000 / (Bars[0].Open * 1.001) * Bars[^1].Close * 0.999;
        Assert.Equal(expected, hold.EquityUsd, 6);
        Assert.Equal((expected / 10_000 - 1) * 100, hold.ReturnPercent, 6);
        Assert.Equal(Fall([10_000, .. Bars.Select(bar => 10_000 / (Bars[0].Open * 1.001) * bar.Close * 0.999)]), hold.MaxDrawdownPercent, 6);
    }

    [Fact]
    public void Nothing_to_read_has_no_measures()
    {
        var statistics = Run(StrategyProfile.Corrected, []).Statistics;

        Assert.Equal((0, 0.0, 10_000.0), (statistics.Days, statistics.ExposureShare, statistics.MarkedEquityUsd));
        Assert.Null(statistics.BuyAndHold);
        Assert.Null(statistics.Holding);
    }

    private static BacktestResult Run(StrategyProfile profile, SymbolBar[] bars) =>
        new BacktestEngine(new() { Strategy = new() { Profile = profile, WindowBars = 0, MinDataPoints = 0 } }).Run(bars);

    // Fills at a bar count at its close: Corrected at its open, Original at its close.
    private static double[] Equity(BacktestResult result)
    {
        var equity = new double[Bars.Length];
        ExecutedOrder? open = null;
        double cash = 10_000;
        var next = 0;
        for (var i = 0; i < Bars.Length; i++)
        {
            for (; next < result.Orders.Count && result.Orders[next].BarOpenUnixMs == Bars[i].OpenUnixMs; next++)
            {
                var order = result.Orders[next];
                open = order.IsExit ? null : order;
                cash = order.CashAfterUsd;
            }

            var gain = open is null ? 0 : open.Quantity * (Bars[i].Close - open.Price) * (open.Side == ExecutedSide.Buy ? 1 : -1);
            equity[i] = cash + (open?.NotionalUsd ?? 0) + gain;
        }

        return equity;
    }

    private static double Fall(IEnumerable<double> values)
    {
        double peak = 0, fall = 0;
        foreach (var value in values)
        {
            peak = Math.Max(peak, value);
            fall = Math.Max(fall, (peak - value) / peak * 100);
        }

        return fall;
    }

    private static int IndexOf(ExecutedOrder? order) =>
        order is null ? Bars.Length : Array.FindIndex(Bars, bar => bar.OpenUnixMs == order.BarOpenUnixMs);
}
