using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Summaries;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Backtest.Measures;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>A back-test's result for people: facts, orders, and what the page shows.</summary>
/// <param name="outcome">What was run and what came out.</param>
internal sealed class BacktestSummary(BacktestOutcome outcome)
{
    private readonly BacktestOptions _options = outcome.Options;
    private readonly BacktestResult _result = outcome.Result;

    /// <summary>What the user should know before believing the numbers.</summary>
    public IReadOnlyList<string> Notes => outcome.Notes;

    /// <summary>Names and values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts() => [.. Run(), .. Money(), .. Risk()];

    /// <summary>Executed orders in time order.</summary>
    public IReadOnlyList<ReportOrder> Orders() =>
    [
        .. _result.Orders.Select(order => new ReportOrder(
            order.BarOpenUnixMs,
            BacktestWords.Side(order.Side),
            order.Quantity,
            order.Price,
            order.IsExit ? null : order.Leverage,
            order.IsExit ? null : order.Score,
            order.ProfitUsd)
        {
            Why = order.IsExit ? BacktestWords.Of(order.ExitReasons) : string.Empty,
            Symbol = outcome.SymbolOf(order.TradeId),
        }),
    ];

    /// <summary>What the page shows.</summary>
    public BacktestReport ToReport() => new(
        $"Back-test of {outcome.Name}, {_options.Strategy.Timeframe}, {_options.Strategy.Profile}",
        Facts(),
        Orders())
    {
        Notes = Notes,
        Assumptions = BacktestAssumptions.Of(outcome),
        Exits = ExitTotal.Of(_result.Orders),
        Refused = _result.Refused,
        Symbols = outcome.IsShared ? outcome.Pairs : [],
    };

    private IEnumerable<KeyValuePair<string, string>> Run()
    {
        yield return new(outcome.IsShared ? "symbols" : "market", $"{outcome.Name}, {_options.Strategy.Timeframe}, profile {_options.Strategy.Profile}");
        yield return new("bars", $"{Figures.Count(_result.Bars)}, {Figures.Time(outcome.FirstUnixMs)} to {Figures.Time(outcome.LastUnixMs)} UTC");
        yield return new("evaluations", Figures.Count(_result.Evaluations));
        if (outcome.OpenInterest is (var asked, var known))
        {
            yield return new("open interest", $"known at {Figures.Count(known)} of {Figures.Count(asked)} evaluations");
        }

        if (_result.Refused.Count > 0)
        {
            var rules = _result.Refused.GroupBy(order => order.Rule).Select(group => $"{BacktestWords.Of(group.Key)} {Figures.Count(group.Count())}");
            yield return new("refused orders", $"{Figures.Count(_result.Refused.Count)}: {string.Join(", ", rules)}");
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Money()
    {
        var sums = Reconciliation.Of(_options, _result);
        var metrics = _result.Metrics;
        yield return new("balance", $"{BacktestWords.Money(_options.InitialBalanceUsd)} USD");
        yield return new("cash", $"{BacktestWords.Money(_result.CashUsd)} USD");
        yield return new("equity", $"{BacktestWords.Money(_result.EquityUsd)} USD = {sums.InWords()}");
        if (sums.ValuesAtEntry)
        {
            yield return new("equity, marked", $"{BacktestWords.Money(sums.MarkedEquityUsd)} USD = {BacktestWords.Money(sums.EquityUsd)} {BacktestWords.Signed(sums.OpenGainUsd)} open, which Original leaves out");
        }

        yield return new("closed trades", $"{Figures.Count(metrics.Closed)}, {Figures.Count(metrics.Wins)} won ({BacktestWords.Number(metrics.WinRatePercent)} %)");
        yield return new("net profit", $"{BacktestWords.Money(metrics.NetProfitUsd)} USD of closed trades, all fees {BacktestWords.Money(metrics.FeesUsd)} USD");
        if (outcome.Pairs.Any(pair => pair.Options.Costs != TradingCosts.None))
        {
            yield return new("costs", CostWords.Of(_result.Costs));
        }

        foreach (var trade in _result.OpenTrades)
        {
            yield return new("open position", outcome.SymbolOf(trade.TradeId) is { } symbol ? $"{symbol} {Open(trade)}" : Open(trade));
        }

        yield return new("profit factor", metrics.Closed == 0 ? Figures.None : double.IsFinite(metrics.ProfitFactor) ? BacktestWords.Number(metrics.ProfitFactor) : "no losses");
        if (_result.Statistics.BuyAndHold is { } hold)
        {
            yield return new("buy and hold", $"{BacktestWords.Money(hold.EquityUsd)} USD ({BacktestWords.Number(hold.ReturnPercent)} %), {Held(hold)}, drawdown {BacktestWords.Number(hold.MaxDrawdownPercent)} %");
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Risk()
    {
        var statistics = _result.Statistics;
        yield return new("max drawdown", $"{BacktestWords.Number(_result.Metrics.MaxDrawdownPercent)} % by closed trades, {BacktestWords.Number(statistics.MaxDrawdownPercent)} % marked at every close");
        yield return new("Sharpe, Sortino", statistics.Days < BacktestStatistics.MinDays
            ? $"not given for {statistics.Days} days: at least {BacktestStatistics.MinDays} are needed"
            : $"{BacktestWords.Number(statistics.SharpeRatio)}, {BacktestWords.Number(statistics.SortinoRatio)} a year, of {statistics.Days} daily returns");
        yield return new("exposure", $"{BacktestWords.Number(statistics.ExposureShare * 100)} % of the bars");
        if (statistics.Holding is { } held)
        {
            yield return new("time held", $"{Figures.Span(held.Shortest)} to {Figures.Span(held.Longest)}, median {Figures.Span(held.Median)}, mean {Figures.Span(held.Average)}");
        }
    }

    private static string Held(BuyAndHold hold) => hold is { EntryPrice: { } entry, ExitPrice: { } exit }
        ? $"{Figures.Price(entry)} to {Figures.Price(exit)}"
        : "an equal part in each symbol";

    private static string Open(OpenTrade trade) =>
        $"{(trade.Side == ExecutedSide.Buy ? "long" : "short")} {Figures.Quantity((decimal)trade.Quantity)} at {Figures.Price(trade.EntryPrice)} since {Figures.Time(trade.EntryBarOpenUnixMs)} UTC, " +
        $"at {Figures.Price(trade.MarkPrice)} now: {BacktestWords.Signed(trade.GainUsd)} USD; closing it would cost {BacktestWords.Money(trade.ExitFeeUsd)} USD fee" +
        (trade.LiquidationPrice is { } end ? $"; liquidated at {Figures.Price(end)}" : "");
}
