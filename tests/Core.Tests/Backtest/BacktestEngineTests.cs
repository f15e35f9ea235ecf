using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Tests.Signals;

namespace SqueezeFlow.Core.Tests.Backtest;

public class BacktestEngineTests
{
    private static readonly SymbolBar[] Bars = RandomBars.Make(11, 3_000, 0.004, 1e6);

    [Theory]
    [InlineData(StrategyProfile.Original)]
    [InlineData(StrategyProfile.Corrected)]
    public void Entries_and_exits_alternate_and_the_cash_adds_up(StrategyProfile profile)
    {
        var result = Run(profile);

        Assert.NotEmpty(result.Orders);
        Assert.All(result.Orders.Select((order, i) => (order, i)), item => Assert.Equal(item.i % 2 == 1, item.order.IsExit));
        var profits = result.Orders.Sum(order => order.ProfitUsd ?? 0);
        var open = result.Orders[^1].IsExit ? 0 : result.Orders[^1].NotionalUsd + result.Orders[^1].FeeUsd;
        Assert.Equal(10_000 + profits - open, result.CashUsd, 6);
    }

    [Fact]
    public void Corrected_fills_at_the_open_of_the_bar_after_the_decision()
    {
        var observed = new Decisions();
        var result = new BacktestEngine(Options(StrategyProfile.Corrected), observed).Run(Bars);

        var index = Array.FindIndex(Bars, bar => bar.OpenUnixMs == result.Orders[0].BarOpenUnixMs);
        Assert.Equal(Bars[index].Open, result.Orders[0].Price);
        Assert.Equal(Bars[index - 1].OpenUnixMs, observed.First!.Value.BarOpenUnixMs);
    }

    [Fact]
    public void Original_fills_at_the_close_that_decided()
    {
        var observed = new Decisions();
        var result = new BacktestEngine(Options(StrategyProfile.Original), observed).Run(Bars);

        Assert.Equal(observed.First!.Value.BarOpenUnixMs, result.Orders[0].BarOpenUnixMs);
        Assert.Equal(observed.First!.Value.Price, result.Orders[0].Price);
    }

    [Fact]
    public void A_position_larger_than_the_limit_is_refused_but_uses_up_a_trade_number()
    {
        var options = Options(StrategyProfile.Original) with { MaxPositionShare = 0.1 };

        var result = new BacktestEngine(options).Run(Bars);

        Assert.All(result.Orders.Where(order => !order.IsExit), order => Assert.True(order.NotionalUsd <= 1_000));
        Assert.NotEqual(result.Orders.Count(order => !order.IsExit), result.Orders[^1].TradeId);
    }

    [Fact]
    public void Nothing_to_read_leaves_the_account_as_it_was()
    {
        var result = new BacktestEngine(Options(StrategyProfile.Corrected)).Run([]);

        Assert.Equal((10_000.0, 10_000.0, 0), (result.CashUsd, result.EquityUsd, result.Metrics.Closed));
    }

    private static BacktestResult Run(StrategyProfile profile) => new BacktestEngine(Options(profile)).Run(Bars);

    private static BacktestOptions Options(StrategyProfile profile) => new()
    {
        Strategy = new() { Profile = profile, WindowBars = 0, MinDataPoints = 0 },
    };

    private sealed class Decisions : IBacktestObserver
    {
        public Evaluation? First { get; private set; }

        public void Evaluated(in Evaluation evaluation)
        {
            if (First is null && evaluation.HasOrder)
            {
                First = evaluation;
            }
        }
    }
}
