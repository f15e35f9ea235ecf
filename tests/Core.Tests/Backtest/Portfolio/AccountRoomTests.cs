using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Backtest.Portfolio;
using SqueezeFlow.Core.Bars;
using static SqueezeFlow.Core.Tests.Backtest.Portfolio.PortfolioRun;

namespace SqueezeFlow.Core.Tests.Backtest.Portfolio;

/// <summary>What an account has no room for, whatever the symbols.</summary>
public sealed class AccountRoomTests
{
    [Fact]
    public void A_third_symbol_finds_no_room_where_two_positions_are_allowed()
    {
        var options = "CAB".Select(name => Options(name.ToString()) with { EntryLimits = new() }).ToList();

        var result = Alike(options);

        Assert.Equal(["A", "B"], result.Total.Orders.Take(2).Select(result.SymbolOf));
        var refused = result.Total.Refused.First(order => order.Rule == RefusalRule.Positions);
        Assert.Equal(("C", "2 positions are open, allowed 2", result.Total.Orders[0].BarOpenUnixMs), (refused.Symbol, refused.Reason, refused.FillUnixMs!.Value));
        Assert.Equal(2, result.MostAtOnce());
        Assert.Equal(3, Alike(options.Select(one => one with { EntryLimits = new() { MaxOpenPositions = 3 } })).MostAtOnce());
        Assert.Equal(3, Alike(options.Select(one => one with { EntryLimits = null })).MostAtOnce());
    }

    [Fact]
    public void The_notional_of_all_positions_is_limited_together_levered_or_not()
    {
        var options = "ABC".Select(name => Options(name.ToString()) with { MaxExposureShare = 0.25 }).ToList();

        foreach (var result in (PortfolioResult[])[Alike(options), Alike(options.Select(one => one with { Costs = new() { Margin = new(0.005) } }))])
        {
            Assert.Contains(result.Total.Refused, order => order.Rule == RefusalRule.ExposureShare);
            Assert.True(MostNotional(result.Total.Orders) <= 2_500);
        }

        Assert.DoesNotContain(new BacktestEngine(options[0]).Run(First).Refused, order => order.Rule == RefusalRule.ExposureShare);
    }

    [Fact]
    public void A_symbol_that_has_lost_is_left_alone_for_a_while_and_the_others_are_not()
    {
        var pause = TimeSpan.FromHours(6);
        var alone = new BacktestEngine(Options("A") with { EntryLimits = new() }).Run(First);

        var result = new BacktestEngine(Options("A") with { EntryLimits = new() { CooldownAfterLoss = pause } }).Run(First);

        Assert.True(HasEarlyEntry(alone.Orders, pause));
        Assert.False(HasEarlyEntry(result.Orders, pause));
        var refused = result.Refused.First(order => order.Rule == RefusalRule.Cooldown);
        Assert.Matches(@"^its last position lost [\d.]+ USD \d+ min ago, and it is left alone for 360 min$", refused.Reason);
        var both = Alike([Options("A") with { EntryLimits = new() { CooldownAfterLoss = pause } }, Options("B") with { EntryLimits = new() { CooldownAfterLoss = pause } }]);
        Assert.Equal(both.Parts[0].Result.Refused.Count(order => order.Rule == RefusalRule.Cooldown), both.Parts[1].Result.Refused.Count(order => order.Rule == RefusalRule.Cooldown));
    }

    [Fact]
    public void Nothing_is_entered_on_a_day_that_has_lost_its_share()
    {
        var result = Alike([Options("A") with { EntryLimits = new() { MaxDailyLoss = 0.0005 } }, Options("B") with { EntryLimits = new() { MaxDailyLoss = 0.0005 } }]);

        Assert.Contains(result.Total.Refused, order => order.Rule == RefusalRule.DailyLoss);
        foreach (var day in result.Total.Orders.GroupBy(order => Timeframe.D1.Floor(order.BarOpenUnixMs)))
        {
            var lost = 0.0;
            foreach (var order in day)
            {
                Assert.True(order.IsExit || lost < 0.0005 * 10_100);
                lost -= order.ProfitUsd ?? 0;
            }
        }
    }

    private static bool HasEarlyEntry(IReadOnlyList<ExecutedOrder> orders, TimeSpan pause) => orders
        .Zip(orders.Skip(1))
        .Any(pair => pair.First.ProfitUsd < 0 && pair.Second.BarOpenUnixMs - pair.First.BarOpenUnixMs < pause.TotalMilliseconds);

    private static double MostNotional(IReadOnlyList<ExecutedOrder> orders)
    {
        double open = 0, most = 0;
        foreach (var order in orders)
        {
            open += order.IsExit ? -orders.First(entry => entry.TradeId == order.TradeId).NotionalUsd : order.NotionalUsd;
            most = Math.Max(most, open);
        }

        return most;
    }
}
