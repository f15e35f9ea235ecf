using SqueezeFlow.Core.Backtest.Accounts;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;

namespace SqueezeFlow.Core.Backtest;

/// <summary>
/// The one position of a symbol, on an account that other symbols may share: a position ties up its whole notional, long or short, or that over its
/// leverage where costs say so.
/// </summary>
internal sealed class BacktestAccount
{
    private readonly BacktestOptions _options;
    private readonly AccountFunds _funds;
    private readonly AccountRoom _room;
    private readonly List<ExecutedOrder> _orders = [];
    private int _lastTradeId;
    private double _entryFee;
    private double _marginUsd;
    private double _fundingUsd;
    private double _mark = double.NaN;

    /// <param name="options">Balance and limits.</param>
    /// <param name="funds">What it shares with other symbols; null for funds of its own.</param>
    public BacktestAccount(BacktestOptions options, AccountFunds? funds = null)
    {
        (_options, _funds) = (options, funds ?? new(options.InitialBalanceUsd));
        _room = new(options, _funds);
        _funds.Add(this);
        OwnCashUsd = options.InitialBalanceUsd;
    }

    public double CashUsd => _funds.CashUsd;

    /// <summary>Cash that there would be had no other symbol traded, USD.</summary>
    public double OwnCashUsd { get; private set; }

    public OpenPosition? Position { get; private set; }

    /// <summary>Leverage of the last entry.</summary>
    public int Leverage { get; private set; }

    /// <summary>Funding paid so far, USD.</summary>
    public double FundingPaidUsd { get; private set; }

    public IReadOnlyList<ExecutedOrder> Orders => _orders;

    public double ExposureUsd => Position is null ? 0 : _marginUsd;

    /// <summary>Notional of the position at its entry, USD; 0 without one.</summary>
    public double NotionalUsd => Position is { } position ? position.Quantity * position.EntryPrice : 0;

    /// <summary>Margin and open gain at the last close, USD; 0 without a position.</summary>
    public double PositionUsd => Position is { } position ? _marginUsd + (double.IsFinite(_mark) ? position.GainAt(_mark) : 0) : 0;

    private bool IsCorrected => _options.Strategy.Profile == StrategyProfile.Corrected;

    /// <summary>Money and position, to go on with in a later life: what was ordered is not part of it. Of an account that no other symbol shares.</summary>
    public AccountBooks Books
    {
        get => new(CashUsd, _lastTradeId, Position, Leverage, _marginUsd, _entryFee, _fundingUsd);
        set
        {
            (_lastTradeId, Position, Leverage, _marginUsd, _entryFee, _fundingUsd) =
                (value.LastTradeId, value.Position, value.Leverage, value.MarginUsd, value.EntryFeeUsd, value.FundingUsd);
            _funds.CashUsd = OwnCashUsd = value.CashUsd;
            _funds.LastTradeId = value.LastTradeId;
        }
    }

    /// <summary>Value of the account as the profile sizes by it. The reference system never updates the price of an open position.</summary>
    public double ValueAt(double price) => IsCorrected ? MarkedAt(price) : CashUsd + _funds.MarginUsd;

    /// <summary>Cash, margin and open gain of all symbols, this one at a price and the others at their last closes.</summary>
    public double MarkedAt(double price) =>
        (Position is { } position ? CashUsd + _marginUsd + position.GainAt(price) : CashUsd) + _funds.ElsewhereUsd(this);

    /// <summary>The same had no other symbol traded.</summary>
    public double OwnMarkedAt(double price) => Position is { } position ? OwnCashUsd + _marginUsd + position.GainAt(price) : OwnCashUsd;

    /// <summary>Marks the position to the close of a bar, if it has one.</summary>
    public void Mark(double close) => _mark = double.IsFinite(close) ? close : _mark;

    /// <summary>Opens a position for an entry that was decided; null when it did, else why the limits of the account forbid it.</summary>
    public RefusedOrder? Enter(in Evaluation decision, double price, double recordedPrice, long barOpenMs, long fillUnixMs)
    {
        _lastTradeId = ++_funds.LastTradeId;
        var perLeverage = IsCorrected ? decision.StakeUsd / price : decision.Quantity;
        var quantity = perLeverage * decision.Leverage;
        var notional = quantity * price;
        if (_room.Refuse(notional, MarginOf(notional, decision.Leverage), fillUnixMs) is (var rule, var reason))
        {
            return EntryGate.Refuse(decision, rule, reason, fillUnixMs, price);
        }

        var isLong = decision.Decision == StrategyDecision.Long;
        _entryFee = notional * _options.FeeRate;
        _marginUsd = MarginOf(notional, decision.Leverage);
        _fundingUsd = 0;
        Leverage = decision.Leverage;
        Pay(_marginUsd + _entryFee);
        Position = PositionMath.Of(decision, _lastTradeId, quantity, price, IsCorrected);
        Add(new(
            isLong ? ExecutedSide.Buy : ExecutedSide.Sell, quantity, price, barOpenMs, _lastTradeId, decision.Leverage, decision.Score, _entryFee, CashUsd)
        {
            DecidedUnixMs = decision.BarCloseUnixMs,
            Reason = SignalFactory.ReasonOf(decision),
            SlippageUsd = Math.Abs(price - recordedPrice) * quantity,
        });
        return null;
    }

    /// <summary>Closes the open position.</summary>
    public void Exit(in ExitOrder order)
    {
        if (Position is { } position)
        {
            Close(position, order, position.GainAt(order.Price), position.Quantity * order.Price * _options.FeeRate);
        }
    }

    /// <summary>Closes the open position for the venue: its margin is gone, what the price has left of it included.</summary>
    public void Liquidate(in ExitOrder order)
    {
        if (Position is { } position)
        {
            var gain = Math.Max(position.GainAt(order.Price), -_marginUsd);
            Close(position, order, gain, _marginUsd + gain);
        }
    }

    /// <summary>Pays funding on the open position, if there is one: a long pays a positive rate, a short receives it.</summary>
    public void PayFunding(double rate, double price)
    {
        if (rate != 0 && Position is { } position && double.IsFinite(price))
        {
            var paid = rate * position.Quantity * price * (position.Side == PositionSide.Long ? 1 : -1);
            Pay(paid);
            _fundingUsd += paid;
            FundingPaidUsd += paid;
        }
    }

    /// <summary>The orders so far; they are forgotten.</summary>
    public IReadOnlyList<ExecutedOrder> TakeOrders()
    {
        if (_orders.Count == 0)
        {
            return [];
        }

        ExecutedOrder[] orders = [.. _orders];
        _orders.Clear();
        return orders;
    }

    /// <summary>The order that would close the open position; a sale without one.</summary>
    public ExecutedSide ExitSide() => Position?.ExitSide() ?? ExecutedSide.ExitSell;

    /// <summary>The open position marked to a price; empty without one.</summary>
    public IReadOnlyList<OpenTrade> OpenAt(double price)
    {
        if (Position is not { } position)
        {
            return [];
        }

        var entry = _orders[^1];
        return
        [
            new(
                entry.TradeId, entry.Side, position.Quantity, position.EntryPrice, entry.BarOpenUnixMs, entry.Leverage,
                _marginUsd, _entryFee, price, position.GainAt(price), position.Quantity * price * _options.FeeRate)
            {
                FundingUsd = _fundingUsd,
                LiquidationPrice = _options.Costs.Margin?.Of(position.Side, position.EntryPrice, Leverage),
            },
        ];
    }

    private void Close(OpenPosition position, in ExitOrder order, double gain, double fee)
    {
        Pay(-(_marginUsd + gain - fee));
        var booked = gain - fee - _fundingUsd;
        var profit = gain - fee - _entryFee - _fundingUsd;
        _room.Book(profit, Math.Max(order.BarOpenMs, order.DecidedUnixMs));
        Add(new(
            position.ExitSide(), position.Quantity, order.Price, order.BarOpenMs, _lastTradeId, 1, 10, fee, CashUsd, profit, IsCorrected ? profit : booked)
        {
            DecidedUnixMs = order.DecidedUnixMs,
            Reason = order.Reason,
            ExitReasons = order.Reasons,
            SlippageUsd = Math.Abs(order.Price - order.RecordedPrice) * position.Quantity,
            FundingUsd = _fundingUsd,
        });
        Position = null;
    }

    private double MarginOf(double notional, int leverage) => _options.Costs.Margin is null ? notional : notional / leverage;

    private void Pay(double usd)
    {
        _funds.CashUsd -= usd;
        OwnCashUsd -= usd;
    }

    private void Add(ExecutedOrder order)
    {
        _orders.Add(order);
        _funds.Journal?.Add(order);
    }
}
