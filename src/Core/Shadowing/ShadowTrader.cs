using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Shadowing;

/// <summary>One shadow of one symbol: a back-test that goes on, bar by bar. Not thread-safe.</summary>
internal sealed class ShadowTrader
{
    /// <summary>Orders that books hold, the latest.</summary>
    public const int KeptOrders = 50;

    private readonly BacktestOptions _options;
    private readonly BacktestAccount _account;
    private readonly List<ExecutedOrder> _latest = [];
    private SqueezeStrategy? _strategy;
    private BacktestDesk? _desk;
    private ShadowTally _tally = new();
    private long _sinceUnixMs;
    private bool _hasOrder;
    private double _mark = double.NaN;

    public ShadowTrader(ShadowSpec spec, BacktestOptions options)
    {
        Spec = spec;
        _options = options with { Strategy = options.Strategy with { Parameters = spec.Parameters } };
        _account = new(_options);
    }

    public ShadowSpec Spec { get; }

    /// <summary>Close of the last bar that was traded; 0 before the first.</summary>
    public long ThroughUnixMs { get; private set; }

    /// <summary>Whether an order was decided that the next bar fills.</summary>
    public bool HasOrder => _hasOrder;

    public ShadowTally Tally => _tally;

    public ShadowBooks Books => new(
        Spec.Hash, _sinceUnixMs, ThroughUnixMs, _hasOrder, _options.InitialBalanceUsd, _account.Books, _tally, [.. _latest]);

    /// <summary>The account marked to the last known close, USD.</summary>
    public double EquityUsd => double.IsNaN(_mark) ? _account.CashUsd + _account.ExposureUsd : _account.MarkedAt(_mark);

    /// <summary>Goes on with what was kept, if it is of the same parameters.</summary>
    public void Restore(ShadowBooks books)
    {
        if (books.Hash != Spec.Hash)
        {
            return;
        }

        (_sinceUnixMs, ThroughUnixMs, _hasOrder, _tally) = (books.SinceUnixMs, books.ThroughUnixMs, books.HasOrder, books.Tally);
        _account.Books = books.Account;
        _latest.Clear();
        _latest.AddRange(books.Latest);
    }

    /// <summary>Begins a window anew; its bars follow.</summary>
    /// <param name="strategy">Decides by the bars of the window.</param>
    /// <param name="beforeUnixMs">Close of the bar before the first that a new shadow trades.</param>
    public void Begin(SqueezeStrategy strategy, long beforeUnixMs)
    {
        (_strategy, _desk) = (strategy, new(_options, _account));
        if (ThroughUnixMs == 0)
        {
            (_sinceUnixMs, ThroughUnixMs) = (beforeUnixMs, beforeUnixMs);
        }
    }

    /// <summary>Takes the bar that was pushed last. Answers the orders that were filled.</summary>
    public IReadOnlyList<ExecutedOrder> Read(in SymbolBar bar, long closeUnixMs, in ShadowBar known)
    {
        _mark = double.IsFinite(bar.Close) ? bar.Close : _mark;
        if (closeUnixMs < ThroughUnixMs || (closeUnixMs == ThroughUnixMs && !_hasOrder))
        {
            _desk!.Begin(bar);
            _desk.End(bar);
            return [];
        }

        // What was decided before the window began anew is decided again: it follows from the bars and the books.
        _desk!.Begin(bar);
        Decide(bar, known, isNews: closeUnixMs > ThroughUnixMs);
        _desk.End(bar);
        (ThroughUnixMs, _hasOrder) = (closeUnixMs, _desk.HasOrder);
        return Take();
    }

    private void Decide(in SymbolBar bar, in ShadowBar known, bool isNews)
    {
        var decision = StrategyDecision.None;
        if (_account.Position is not null || !known.IsHeld)
        {
            _strategy!.OpenInterestChangePercent = known.OpenInterestChangePercent;
            ref readonly var evaluation = ref _strategy.Decide(new(_account.ValueAt(bar.Close), _account.Position));
            decision = evaluation.Decision;
            if (evaluation.HasOrder)
            {
                _desk!.Take(evaluation, bar);
            }
        }

        if (isNews && known.Live is { } live)
        {
            Compare(decision, live);
        }
    }

    private void Compare(StrategyDecision own, StrategyDecision live)
    {
        var (enters, liveEnters) = (IsEntry(own), IsEntry(live));
        if (enters || liveEnters)
        {
            _tally = _tally with
            {
                Entries = _tally.Entries + (enters ? 1 : 0),
                LiveEntries = _tally.LiveEntries + (liveEnters ? 1 : 0),
                SharedEntries = _tally.SharedEntries + (own == live ? 1 : 0),
            };
        }
    }

    private IReadOnlyList<ExecutedOrder> Take()
    {
        if (_desk!.TakeRefused() is > 0 and var refused)
        {
            _tally = _tally with { Refused = _tally.Refused + refused };
        }

        var filled = _account.TakeOrders();
        foreach (var order in filled)
        {
            _tally = _tally.With(order);
            _latest.Add(order);
        }

        if (_latest.Count > KeptOrders)
        {
            _latest.RemoveRange(0, _latest.Count - KeptOrders);
        }

        return filled;
    }

    private static bool IsEntry(StrategyDecision decision) => decision is StrategyDecision.Long or StrategyDecision.Short;
}
