using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Phases.Exits;

namespace SqueezeFlow.Core.Backtest;

/// <summary>Sends, fills and refuses the orders of a back-test, and closes what ends inside a bar. One order at a time is on its way.</summary>
internal sealed class BacktestDesk(BacktestOptions options, BacktestAccount account)
{
    private readonly EntryGate _gate = new(options.EntryLimits, options.Strategy, options.KnownGaps);
    private readonly FillPricer _pricer = new(options.Costs.Slippage);
    private readonly InsideExits? _inside = options.Costs.ClosesInside ? new(options.Costs, options.Strategy.Timeframe) : null;
    private readonly FundingClock _funding = new(options.Costs.Funding);
    private readonly List<RefusedOrder> _refused = [];
    private Evaluation _pending;
    private bool _isSent;
    private int _waits;
    private double _lastClose = double.NaN;

    /// <summary>Orders that were decided and not filled.</summary>
    public IReadOnlyList<RefusedOrder> Refused => _refused;

    /// <summary>Fills that were held at the end of their bar.</summary>
    public int HeldFills => _pricer.Held;

    /// <summary>Whether an order is on its way for longer than to the next open, so that nothing else is decided.</summary>
    public bool IsWaiting => _pending.HasOrder && options.Costs.LatencyBars > 0;

    /// <summary>Whether an order was decided that is not filled yet.</summary>
    public bool HasOrder => _pending.HasOrder;

    private bool FillsNextOpen => options.Strategy.Profile == StrategyProfile.Corrected;

    /// <summary>Begins a bar: what was decided before is filled at its open, and what ends inside it is closed.</summary>
    public void Begin(in SymbolBar bar)
    {
        Leave(bar);
        Enter(bar);
        GoThrough(bar);
    }

    /// <summary>Opens a bar: funding is paid, and an exit that was decided before is filled.</summary>
    public void Leave(in SymbolBar bar)
    {
        account.PayFunding(_funding.Take(bar.OpenUnixMs), PriceAt(bar));
        if (!IsEntry(_pending))
        {
            FillPending(bar);
        }
    }

    /// <summary>Fills an entry that was decided before, at the open of a bar that exits were filled at.</summary>
    public void Enter(in SymbolBar bar)
    {
        if (IsEntry(_pending))
        {
            FillPending(bar);
        }
    }

    /// <summary>Goes through a bar that was opened: what ends inside it is closed.</summary>
    public void GoThrough(in SymbolBar bar)
    {
        CloseInside(bar);
        _gate.Read(bar.OpenUnixMs);
    }

    /// <summary>Takes an order that was decided at the close of a bar.</summary>
    public void Take(in Evaluation decision, in SymbolBar bar)
    {
        if (IsEntry(decision) && _gate.CheckDecision(decision) is { } refused)
        {
            _refused.Add(refused);
        }
        else if (FillsNextOpen)
        {
            (_pending, _isSent) = (decision, false);
        }
        else if (IsEntry(decision) && _gate.CheckFill(decision, bar.Close, decision.BarCloseUnixMs) is { } late)
        {
            _refused.Add(late);
        }
        else
        {
            Fill(decision, bar.Close, bar, decision.BarCloseUnixMs);
        }
    }

    /// <summary>Ends a bar, after all that was done at its close.</summary>
    public void End(in SymbolBar bar)
    {
        _pricer.Read(bar);
        _lastClose = double.IsFinite(bar.Close) ? bar.Close : _lastClose;
    }

    /// <summary>How many orders were refused; which they were is forgotten.</summary>
    public int TakeRefused()
    {
        var count = _refused.Count;
        _refused.Clear();
        return count;
    }

    /// <summary>Ends the recording.</summary>
    public void DropPending()
    {
        if (_pending.HasOrder)
        {
            var exit = IsEntry(_pending) ? (ExecutedSide?)null : account.ExitSide();
            _refused.Add(EntryGate.Refuse(_pending, RefusalRule.NoBarAfter, options.Costs.LatencyBars == 0 ? "the recording ends with the deciding bar" : "the recording ends before the order is filled", exit: exit));
        }
    }

    private void FillPending(in SymbolBar bar)
    {
        if (!_pending.HasOrder)
        {
            return;
        }

        // A position is closed at the first price that there is; an entry does not wait for one.
        var hasPrice = double.IsFinite(bar.Open) && bar.Open > 0;
        if (!hasPrice && !IsEntry(_pending))
        {
            return;
        }

        if (!hasPrice)
        {
            Refuse(EntryGate.Refuse(_pending, RefusalRule.NoPrice, "the next bar has no price above 0", bar.OpenUnixMs));
        }
        else if (!_isSent && IsEntry(_pending) && _gate.CheckFill(_pending, bar.Open, bar.OpenUnixMs) is { } refused)
        {
            Refuse(refused);
        }
        else
        {
            _waits = _isSent ? _waits - 1 : options.Costs.LatencyBars;
            _isSent = true;
            if (_waits == 0)
            {
                var order = _pending;
                _pending = default;
                Fill(order, bar.Open, bar, bar.OpenUnixMs);
            }
        }
    }

    private void Refuse(RefusedOrder refused)
    {
        _refused.Add(refused);
        _pending = default;
    }

    private void Fill(in Evaluation decision, double price, in SymbolBar bar, long fillUnixMs)
    {
        if (IsEntry(decision))
        {
            var paid = _pricer.PriceOf(decision.Decision == StrategyDecision.Long, price, decision.StakeUsd * decision.Leverage, bar);
            if (account.Enter(decision, paid, price, bar.OpenUnixMs, fillUnixMs) is { } refused)
            {
                _refused.Add(refused);
            }
        }
        else if (account.Position is { } position)
        {
            account.Exit(ExitOrder.Of(decision, PriceOfExit(position, price, bar), price, bar.OpenUnixMs));
        }
    }

    private void CloseInside(in SymbolBar bar)
    {
        var rate = _funding.Take(options.Strategy.Timeframe.Close(bar.OpenUnixMs) - 1);
        if (account.Position is not { } position)
        {
            return;
        }

        if (_inside?.Find(position, account.Leverage, bar) is not { } end)
        {
            account.PayFunding(rate, PriceAt(bar));
            return;
        }

        // Whether it was open at the payment is not known: it pays, and does not receive.
        account.PayFunding(position.Side == PositionSide.Long ? Math.Max(rate, 0) : Math.Min(rate, 0), PriceAt(bar));
        var price = end.Reason == ExitReasons.StopLoss ? PriceOfExit(position, end.Price, bar) : end.Price;
        var order = new ExitOrder(price, end.Price, bar.OpenUnixMs, bar.OpenUnixMs, WordsOf(end.Reason), end.Reason);
        if (end.Reason == ExitReasons.Liquidation)
        {
            account.Liquidate(order);
        }
        else
        {
            account.Exit(order);
        }

        _pending = default;
    }

    private double PriceAt(in SymbolBar bar) => double.IsFinite(bar.Open) ? bar.Open : _lastClose;

    private double PriceOfExit(OpenPosition position, double price, in SymbolBar bar) =>
        _pricer.PriceOf(position.Side == PositionSide.Short, price, position.Quantity * price, bar);

    private static string WordsOf(ExitReasons reason) => reason switch
    {
        ExitReasons.StopLoss => "the price reached the stop",
        ExitReasons.TakeProfit => "the price reached the target",
        _ => "the price reached the liquidation of the position",
    };

    private static bool IsEntry(in Evaluation decision) => decision.Decision != StrategyDecision.Close;
}
