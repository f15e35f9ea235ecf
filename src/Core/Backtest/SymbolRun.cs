using SqueezeFlow.Core.Backtest.Accounts;
using SqueezeFlow.Core.Backtest.Measures;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Phases.Exits;

namespace SqueezeFlow.Core.Backtest;

/// <summary>One symbol of a back-test, bar by bar: left, entered, gone through, decided. Symbols that share an account do each step together.</summary>
internal sealed class SymbolRun
{
    private readonly BacktestOptions _options;
    private readonly IBacktestObserver? _observer;
    private readonly SqueezeStrategy _strategy;
    private readonly BacktestAccount _account;
    private readonly BacktestDesk _desk;
    private readonly StatisticsCounter _statistics;
    private int _bars;
    private int _evaluations;

    /// <param name="options">Account, limits and strategy.</param>
    /// <param name="observer">Told of every evaluation; null for nobody.</param>
    /// <param name="funds">What it shares with other symbols.</param>
    public SymbolRun(BacktestOptions options, IBacktestObserver? observer, AccountFunds funds)
    {
        Check(options);
        (_options, _observer) = (options, observer);
        _strategy = new(options.Symbol, options.Strategy);
        _account = new(options, funds);
        _desk = new(options, _account);
        _statistics = new(options);
        Coin = new(options);
        OwnUsd = options.InitialBalanceUsd;
    }

    /// <summary>Two-hour change of open interest at a moment in milliseconds since 1970 UTC, percent; null when it is not used.</summary>
    public Func<long, double?>? OpenInterestChangePercent { get; set; }

    /// <summary>The balance held in the coin.</summary>
    public HeldCoin Coin { get; }

    /// <summary>The whole account, this symbol marked to its last known close, USD.</summary>
    public double AccountUsd => _account.MarkedAt(Coin.Mark);

    /// <summary>What the account would be had no other symbol traded, USD.</summary>
    public double OwnUsd { get; private set; }

    /// <summary>Opens a bar: an exit that was decided before is filled.</summary>
    public void Leave(in SymbolBar bar) => _desk.Leave(bar);

    /// <summary>Fills an entry that was decided before at the same open.</summary>
    public void Enter(in SymbolBar bar) => _desk.Enter(bar);

    /// <summary>Goes through a bar that was opened: what ends inside it is closed, and the position is marked to its close.</summary>
    public void GoThrough(in SymbolBar bar)
    {
        _desk.GoThrough(bar);
        _account.Mark(bar.Close);
        Coin.Read(bar);
    }

    /// <summary>Asks the strategy at the close of a bar that was gone through.</summary>
    public void Decide(in SymbolBar bar)
    {
        _strategy.Push(bar);
        Ask(bar, _bars++);
        _desk.End(bar);
        OwnUsd = _account.OwnMarkedAt(Coin.Mark);
        _statistics.Read(bar.OpenUnixMs, OwnUsd, _account.Position is not null, Coin.ValueUsd);
    }

    /// <summary>Ends the recording. What belongs to the whole account is as if no other symbol had traded.</summary>
    public BacktestResult End(IReadOnlyList<EquityPoint> curve)
    {
        _desk.DropPending();
        var orders = _account.Orders;
        return new(
            orders, _bars, _evaluations, _account.OwnCashUsd, EquityUsd, _account.ExposureUsd, BacktestMetrics.Of(orders, _options.InitialBalanceUsd), curve)
        {
            OpenTrades = _account.OpenAt(Coin.Mark),
            Refused = _desk.Refused,
            Costs = new(
                orders.Sum(order => order.FeeUsd),
                orders.Sum(order => order.SlippageUsd),
                _account.FundingPaidUsd,
                orders.Count(order => order.ExitReasons == ExitReasons.Liquidation),
                _desk.HeldFills),
            Statistics = _statistics.Finish(orders, Coin),
        };
    }

    // As the profile reckons it.
    private double EquityUsd => _options.Strategy.Profile == StrategyProfile.Corrected ? OwnUsd : _account.OwnCashUsd + _account.ExposureUsd;

    private void Ask(in SymbolBar bar, int index)
    {
        var isDue = _account.Position is not null || (index + 1) % _options.FlatStride == 0;
        if (index < _options.SkipBars || !isDue || _desk.IsWaiting)
        {
            return;
        }

        _strategy.OpenInterestChangePercent = OpenInterestChangePercent?.Invoke(_options.Strategy.Timeframe.Close(bar.OpenUnixMs));
        ref readonly var evaluation = ref _strategy.Decide(new(_account.ValueAt(bar.Close), _account.Position));
        _evaluations++;
        _observer?.Evaluated(evaluation);
        if (evaluation.HasOrder)
        {
            _desk.Take(evaluation, bar);
        }
    }

    private static void Check(BacktestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FlatStride, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Costs.LatencyBars, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Costs.Slippage.ImpactBars, 2, nameof(options));
        if (options.Costs.LatencyBars > 0 && options.Strategy.Profile == StrategyProfile.Original)
        {
            throw new ArgumentException("Original fills at the close that decides: it has no latency.", nameof(options));
        }
    }
}
