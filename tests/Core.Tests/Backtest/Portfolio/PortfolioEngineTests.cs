using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Backtest.Portfolio;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Phases.Exits;
using static SqueezeFlow.Core.Tests.Backtest.Portfolio.PortfolioRun;

namespace SqueezeFlow.Core.Tests.Backtest.Portfolio;

/// <summary>Several symbols on one account.</summary>
public sealed class PortfolioEngineTests
{
    [Theory]
    [InlineData(StrategyProfile.Corrected)]
    [InlineData(StrategyProfile.Original)]
    public void One_symbol_alone_does_what_the_engine_of_one_does(StrategyProfile profile)
    {
        var expected = new BacktestEngine(Options("A", profile)).Run(First);

        var result = new PortfolioEngine([new(Options("A", profile), First)]).Run();

        Assert.NotEmpty(expected.Orders);
        foreach (var found in (BacktestResult[])[result.Total, result.Parts[0].Result])
        {
            Assert.Equal(expected.Orders, found.Orders);
            Assert.Equal(expected.Refused, found.Refused.Select(order => order with { Symbol = string.Empty }));
            Assert.Equal((expected.CashUsd, expected.EquityUsd, expected.ExposureUsd), (found.CashUsd, found.EquityUsd, found.ExposureUsd));
            Assert.Equal((expected.Metrics, expected.Statistics, expected.Costs), (found.Metrics, found.Statistics, found.Costs));
        }

        Assert.Equal(expected.Curve, result.Total.Curve);
    }

    [Theory]
    [InlineData(StrategyProfile.Corrected)]
    [InlineData(StrategyProfile.Original)]
    public void Symbols_share_one_balance_and_their_parts_add_up(StrategyProfile profile)
    {
        var result = new PortfolioEngine([new(Options("A", profile), First), new(Options("B", profile), Walk(12)), new(Options("C", profile), Walk(13))]).Run();

        var (total, parts) = (result.Total, result.Parts.Select(part => part.Result).ToList());
        Assert.True(parts.Count(part => part.Orders.Count > 0) > 1);
        Assert.Equal(total.Orders.Count, parts.Sum(part => part.Orders.Count));
        Assert.Equal(total.CashUsd - 10_000, parts.Sum(part => part.CashUsd - 10_000), 6);
        Assert.Equal(total.EquityUsd - 10_000, parts.Sum(part => part.EquityUsd - 10_000), 6);
        Assert.Equal(total.Statistics.MarkedEquityUsd - 10_000, parts.Sum(part => part.Statistics.MarkedEquityUsd - 10_000), 6);
        Assert.Equal(total.Metrics.NetProfitUsd, parts.Sum(part => part.Metrics.NetProfitUsd), 6);
        Assert.Equal(total.Statistics.BuyAndHold!.EquityUsd, parts.Average(part => part.Statistics.BuyAndHold!.EquityUsd), 6);
        var cash = 10_000.0;
        foreach (var order in total.Orders)
        {
            // A short gets back its entry and what the price fell by; a long what it sells for.
            var entry = total.Orders.First(one => one.TradeId == order.TradeId);
            var gain = order.Quantity * (entry.Side == ExecutedSide.Buy ? order.Price - entry.Price : entry.Price - order.Price);
            cash += order.IsExit ? entry.NotionalUsd + gain - order.FeeUsd : -order.NotionalUsd - order.FeeUsd;
            Assert.Equal(cash, order.CashAfterUsd, 6);
        }
    }

    [Fact]
    public void The_order_in_which_symbols_are_given_changes_nothing()
    {
        PortfolioSymbol[] symbols = [new(Options("B") with { EntryLimits = new() }, Walk(12)), new(Options("A") with { EntryLimits = new() }, First), new(Options("C") with { EntryLimits = new() }, First)];

        var (one, other) = (new PortfolioEngine(symbols).Run(), new PortfolioEngine([symbols[2], symbols[0], symbols[1]]).Run());

        Assert.NotEmpty(one.Total.Orders);
        Assert.Equal(one.Total.Orders, other.Total.Orders);
        Assert.Equal(one.Total.Refused, other.Total.Refused);
        Assert.Equal(one.Total.Curve, other.Total.Curve);
        Assert.Equal(one.Parts.Select(part => part.Symbol), other.Parts.Select(part => part.Symbol));
    }

    [Fact]
    public void At_one_time_the_first_by_name_goes_first()
    {
        var result = Alike([Options("B"), Options("A")]);

        var orders = result.Total.Orders;
        Assert.Equal(["A", "B"], orders.Take(2).Select(result.SymbolOf));
        Assert.Equal(orders[0].BarOpenUnixMs, orders[1].BarOpenUnixMs);
        Assert.Equal(orders[0].CashAfterUsd - orders[1].NotionalUsd - orders[1].FeeUsd, orders[1].CashAfterUsd, 6);
    }

    [Fact]
    public void Exits_are_filled_before_entries_at_the_same_open()
    {
        // Z is flat when A is closed, and enters at the very open at which A leaves: found by moving Z's bars in time.
        var alone = new BacktestEngine(Options("A")).Run(First).Orders;
        var (entry, exit) = (alone.First(order => !order.IsExit), alone.First(order => order.IsExit));
        var shift = exit.BarOpenUnixMs - entry.BarOpenUnixMs;
        var later = First.Select(bar => bar with { OpenUnixMs = bar.OpenUnixMs + shift }).ToArray();
        var limits = new EntryLimits { MaxOpenPositions = 1 };

        var result = new PortfolioEngine([new(Options("A") with { EntryLimits = limits }, later), new(Options("Z") with { EntryLimits = limits }, First)]).Run();

        var both = result.Total.Orders.Where(order => order.BarOpenUnixMs == exit.BarOpenUnixMs).ToList();
        Assert.Equal([(true, "Z"), (false, "A")], both.Select(order => (order.IsExit, result.SymbolOf(order))));
    }

    [Fact]
    public void A_stop_inside_a_bar_makes_no_room_for_an_entry_at_its_open()
    {
        // Both decide at one close; A is entered and stopped out within the bar at whose open B would be entered.
        var options = Options("A") with { EntryLimits = new() { MaxOpenPositions = 1, MaxSlippage = 1 }, Costs = new() { StopShare = 0.0001 } };

        var result = Alike([options, options with { Symbol = "B" }]);

        var stopped = result.Parts[0].Result.Orders.Where(order => order.ExitReasons == ExitReasons.StopLoss).Select(order => order.BarOpenUnixMs).ToHashSet();
        Assert.NotEmpty(stopped);
        Assert.DoesNotContain(result.Parts[1].Result.Orders, order => !order.IsExit && stopped.Contains(order.BarOpenUnixMs));
    }

    [Fact]
    public void The_end_of_one_position_leaves_the_others_as_they_are()
    {
        // A falls to nothing while it is held; B goes on.
        var calm = new BacktestEngine(Options("A") with { Costs = Levered }).Run(First);
        var held = calm.Orders.First(order => order is { Side: ExecutedSide.Buy, Leverage: > 1 });
        var crash = First.Select(bar => bar.OpenUnixMs == held.BarOpenUnixMs ? bar with { Low = 1 } : bar).ToArray();

        var result = new PortfolioEngine([new(Options("A") with { Costs = Levered }, crash), new(Options("B") with { Costs = Levered }, Walk(12))]).Run();

        var end = Assert.Single(result.Total.Orders, order => order.ExitReasons == ExitReasons.Liquidation);
        Assert.Equal(("A", held.BarOpenUnixMs), (result.SymbolOf(end), end.BarOpenUnixMs));
        Assert.Equal(1, result.Total.Costs.Liquidations);
        Assert.Contains(result.Parts[1].Result.Orders, order => order.BarOpenUnixMs > end.BarOpenUnixMs);
        Assert.Contains(result.Parts[0].Result.Orders, order => order.BarOpenUnixMs > end.BarOpenUnixMs);
    }

    [Fact]
    public void Funding_and_gaps_are_those_of_each_symbol()
    {
        FundingRate[] rates = [.. First.Where((_, i) => i % 12 == 0).Select(bar => new FundingRate(bar.OpenUnixMs, 0.001))];
        KnownGap[] gaps = [new(First[0].OpenUnixMs, First[^1].OpenUnixMs)];

        var result = Alike(
        [
            Options("A") with { Costs = new() { Funding = rates }, EntryLimits = new() },
            Options("B") with { EntryLimits = new() },
            Options("C") with { EntryLimits = new(), KnownGaps = gaps },
        ]);

        Assert.NotEqual(0, result.Parts[0].Result.Costs.FundingUsd);
        Assert.Equal(0, result.Parts[1].Result.Costs.FundingUsd);
        Assert.Equal(result.Parts[0].Result.Costs.FundingUsd, result.Total.Costs.FundingUsd);
        Assert.DoesNotContain(result.Parts[1].Result.Refused, order => order.Rule == RefusalRule.Gap);
        Assert.Contains(result.Parts[2].Result.Refused, order => order.Rule == RefusalRule.Gap);
        Assert.All(result.Total.Refused.Where(order => order.Rule == RefusalRule.Gap), order => Assert.Equal("C", order.Symbol));
    }

    [Fact]
    public void Bars_of_different_times_are_taken_by_time()
    {
        var later = Walk(12).Skip(40).Where((_, i) => i % 7 != 3).ToArray();

        var result = new PortfolioEngine([new(Options("A"), First), new(Options("B"), later)]).Run();

        Assert.Equal(result.Total.Orders.OrderBy(order => order.BarOpenUnixMs), result.Total.Orders);
        Assert.Equal([First.Length, later.Length], result.Parts.Select(part => part.Result.Bars));
        Assert.Equal(First.Concat(later).Select(bar => bar.OpenUnixMs).Distinct().Order(), result.Total.Curve.Select(point => point.BarOpenUnixMs));
        Assert.Contains(result.Parts[1].Result.Orders, order => order.IsExit);
    }

    [Fact]
    public void Symbols_without_a_time_in_common_trade_one_after_the_other()
    {
        var later = First.Select(bar => bar with { OpenUnixMs = bar.OpenUnixMs + First[^1].OpenUnixMs - First[0].OpenUnixMs + 300_000 }).ToArray();

        var result = new PortfolioEngine([new(Options("B"), First), new(Options("A"), later)]).Run();

        Assert.All(result.Parts, part => Assert.NotEmpty(part.Result.Orders));
        Assert.True(result.Parts[1].Result.Orders[^1].BarOpenUnixMs < result.Parts[0].Result.Orders[0].BarOpenUnixMs);
        Assert.NotEqual(result.Parts[1].Result.Orders[0].Quantity, result.Parts[0].Result.Orders[0].Quantity);
    }

    [Fact]
    public void What_does_not_share_an_account_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new PortfolioEngine([new(Options("A"), First), new(Options("A"), First)]));
        Assert.Throws<ArgumentException>(() => new PortfolioEngine([new(Options("A"), First), new(Options("B") with { InitialBalanceUsd = 5 }, First)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PortfolioEngine([]));
        var engine = new PortfolioEngine([new(Options("A"), [])]);
        engine.Run();
        Assert.Throws<InvalidOperationException>(engine.Run);
    }

    private static TradingCosts Levered => new() { Margin = new(0.005) };
}
