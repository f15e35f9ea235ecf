using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Tests.Backtest.Costs;

/// <summary>A desk that is given orders at the closes of bars of a quarter of an hour. A position has a notional of 1,000 USD before slippage, fees are 0.1 %.</summary>
internal sealed class DeskRun
{
    public const int Leverage = 5;
    private const double StakeUsd = 200;

    private readonly BacktestDesk _desk;
    private int _bars;

    public DeskRun(TradingCosts costs)
    {
        var options = new BacktestOptions { Costs = costs, Strategy = new() { Timeframe = Timeframe.M15 } };
        Account = new(options);
        _desk = new(options, Account);
    }

    public BacktestAccount Account { get; }

    public BacktestDesk Desk => _desk;

    public ExecutedOrder Last => Account.Orders[^1];

    public static long OpenOf(int bar) => 1_735_689_600_000 + (bar * Timeframe.M15.Milliseconds);

    /// <summary>A bar whose turnover is 100,000 USD; the decision is made at its close.</summary>
    public DeskRun Bar(double open, double high, double low, double close, StrategyDecision decision = StrategyDecision.None, double turnover = 100_000)
    {
        var bar = new SymbolBar(OpenOf(_bars++), open, high, low, close, 2 * turnover, turnover / 2, turnover / 2, turnover / 2, turnover / 2);
        _desk.Begin(bar);
        if (decision != StrategyDecision.None && !_desk.IsWaiting)
        {
            _desk.Take(Decide(decision, bar), bar);
        }

        _desk.End(bar);
        return this;
    }

    public DeskRun Flat(double price, StrategyDecision decision = StrategyDecision.None) => Bar(price, price, price, price, decision);

    private static Evaluation Decide(StrategyDecision decision, in SymbolBar bar) => new()
    {
        Decision = decision,
        StakeUsd = StakeUsd,
        Leverage = Leverage,
        Price = bar.Close,
        BarCloseUnixMs = Timeframe.M15.Close(bar.OpenUnixMs),
    };
}
