using SqueezeFlow.Core.Backtest.Accounts;
using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Backtest.Measures;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest.Portfolio;

/// <summary>
/// Runs several symbols over one account: one balance, one room for positions, limits, costs and gaps of each. Bars are taken by time, and what happens at
/// one time goes step by step for all symbols, in the order of their names: exits are filled at the opens, then entries as the executor does it, then what
/// ends inside the bars is closed and positions are marked to the closes, then each symbol is asked. So nothing that happens inside a bar is known to a fill at its open.
/// </summary>
public sealed class PortfolioEngine
{
    private readonly PortfolioSymbol[] _symbols;
    private readonly BacktestOptions _options;
    private readonly AccountFunds _funds;
    private readonly List<ExecutedOrder> _orders = [];
    private readonly SymbolRun[] _runs;
    private readonly StatisticsCounter _statistics;
    private bool _hasRun;

    /// <param name="symbols">The symbols in any order; at least one.</param>
    /// <exception cref="ArgumentException">There is none, two have one name, or they differ in what belongs to the account.</exception>
    public PortfolioEngine(IReadOnlyList<PortfolioSymbol> symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        ArgumentOutOfRangeException.ThrowIfZero(symbols.Count, nameof(symbols));
        _symbols = [.. symbols.OrderBy(symbol => symbol.Options.Symbol, StringComparer.Ordinal)];
        _options = _symbols[0].Options;
        if (_symbols.DistinctBy(symbol => symbol.Options.Symbol).Count() < _symbols.Length)
        {
            throw new ArgumentException("Each symbol once.", nameof(symbols));
        }

        if (_symbols.Any(symbol => TermsOf(symbol.Options) != TermsOf(_options)))
        {
            throw new ArgumentException("Symbols of one account have one balance, fee, timeframe, profile and limits.", nameof(symbols));
        }

        _funds = new(_options.InitialBalanceUsd) { Journal = _orders };
        _runs = [.. _symbols.Select(symbol => new SymbolRun(symbol.Options, symbol.Observer, _funds) { OpenInterestChangePercent = symbol.OpenInterestChangePercent })];
        _statistics = new(_options);
    }

    /// <summary>Runs over all bars. Once only.</summary>
    /// <exception cref="ArgumentException">Bars of a symbol are not in time order.</exception>
    /// <exception cref="InvalidOperationException">The engine has run before.</exception>
    public PortfolioResult Run()
    {
        if (_hasRun)
        {
            throw new InvalidOperationException("A back-test engine runs once: make another one.");
        }

        _hasRun = true;
        var curve = new EquityCurve(CountTimes());
        var clock = new BarClock(_symbols);
        while (clock.MoveNext())
        {
            Step(clock.Due);
            var openUnixMs = BarOf(clock.Due[0]).OpenUnixMs;
            var (equity, held) = (_runs[0].AccountUsd, HeldInCoinsUsd());
            _statistics.Read(openUnixMs, equity, _funds.Positions > 0, held);
            curve.Read(openUnixMs, equity, held);
        }

        return Result([.. _runs.Select(run => run.End([]))], curve.Points);
    }

    private static (double, double, Timeframe, StrategyProfile, double, double, EntryLimits?) TermsOf(BacktestOptions options) =>
        (options.InitialBalanceUsd, options.FeeRate, options.Strategy.Timeframe, options.Strategy.Profile, options.MaxPositionShare, options.MaxExposureShare, options.EntryLimits);

    private int CountTimes()
    {
        var (clock, times) = (new BarClock(_symbols), 0);
        while (clock.MoveNext())
        {
            times++;
        }

        return times;
    }

    // An equal part of the balance in each.
    private double HeldInCoinsUsd()
    {
        var sum = 0.0;
        foreach (var run in _runs)
        {
            sum += run.Coin.ValueUsd;
        }

        return sum / _runs.Length;
    }

    private SymbolBar BarOf((int Symbol, int Bar) due) => _symbols[due.Symbol].Bars[due.Bar];

    private void Step(IReadOnlyList<(int Symbol, int Bar)> due)
    {
        foreach (var one in due)
        {
            _runs[one.Symbol].Leave(BarOf(one));
        }

        foreach (var one in due)
        {
            _runs[one.Symbol].Enter(BarOf(one));
        }

        foreach (var one in due)
        {
            _runs[one.Symbol].GoThrough(BarOf(one));
        }

        foreach (var one in due)
        {
            _runs[one.Symbol].Decide(BarOf(one));
        }
    }

    private PortfolioResult Result(BacktestResult[] results, IReadOnlyList<EquityPoint> curve)
    {
        var isCorrected = _options.Strategy.Profile == StrategyProfile.Corrected;
        var refused = results.SelectMany((result, i) => result.Refused.Select(order => order with { Symbol = _symbols[i].Options.Symbol }));
        var total = new BacktestResult(
            _orders,
            results.Sum(result => result.Bars),
            results.Sum(result => result.Evaluations),
            _funds.CashUsd,
            isCorrected ? _runs[0].AccountUsd : _funds.CashUsd + _funds.MarginUsd,
            _funds.MarginUsd,
            BacktestMetrics.Of(_orders, _options.InitialBalanceUsd),
            curve)
        {
            OpenTrades = [.. results.SelectMany(result => result.OpenTrades)],
            Refused = [.. refused.OrderBy(order => order.DecidedUnixMs)],
            Costs = CostTotals.Sum(results.Select(result => result.Costs)),
            Statistics = _statistics.Finish(_orders, [.. _runs.Select(run => run.Coin)]),
        };
        return new(total, [.. results.Select((result, i) => new PortfolioPart(_symbols[i].Options.Symbol, result))]);
    }
}
