using System.Globalization;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;

namespace SqueezeFlow.Core.Backtest;

/// <summary>Cash and the one position of a back-test: a position ties up its whole notional, long or short, or that over its leverage where costs say so.</summary>
internal sealed class BacktestAccount(BacktestOptions options)
{
    private readonly List<ExecutedOrder> _orders = [];
    private int _lastTradeId;
    private double _entryFee;
    private double _marginUsd;
    private double _fundingUsd;

    public double CashUsd { get; private set; } = options.InitialBalanceUsd;

    public OpenPosition? Position { get; private set; }

    /// <summary>Leverage of the last entry.</summary>
    public int Leverage { get; private set; }

    /// <summary>Funding paid so far, USD.</summary>
    public double FundingPaidUsd { get; private set; }

    public IReadOnlyList<ExecutedOrder> Orders => _orders;

    public double ExposureUsd => Position is null ? 0 : _marginUsd;

    private bool IsCorrected => options.Strategy.Profile == StrategyProfile.Corrected;

    /// <summary>Money and position, to go on with in a later life: what was ordered is not part of it.</summary>
    public AccountBooks Books
    {
        get => new(CashUsd, _lastTradeId, Position, Leverage, _marginUsd, _entryFee, _fundingUsd);
        set => (CashUsd, _lastTradeId, Position, Leverage, _marginUsd, _entryFee, _fundingUsd) =
            (value.CashUsd, value.LastTradeId, value.Position, value.Leverage, value.MarginUsd, value.EntryFeeUsd, value.FundingUsd);
    }

    /// <summary>Value of the account as the profile sizes by it. The reference system never updates the price of an open position.</summary>
    public double ValueAt(double price) => IsCorrected ? MarkedAt(price) : CashUsd + ExposureUsd;

    /// <summary>Cash, margin and open gain at a price.</summary>
    public double MarkedAt(double price) =>
        Position is { } position ? CashUsd + _marginUsd + Gain(position, price) : CashUsd;

    /// <summary>Opens a position for an entry that was decided; null when it did, else why the limits of the account forbid it.</summary>
    public RefusedOrder? Enter(in Evaluation decision, double price, double recordedPrice, long barOpenMs, long fillUnixMs)
    {
        _lastTradeId++;
        var perLeverage = IsCorrected ? decision.StakeUsd / price : decision.Quantity;
        var quantity = perLeverage * decision.Leverage;
        var notional = quantity * price;
        if (RefusalOf(notional, MarginOf(notional, decision.Leverage)) is (var rule, var reason))
        {
            return EntryGate.Refuse(decision, rule, reason, fillUnixMs, price);
        }

        var isLong = decision.Decision == StrategyDecision.Long;
        _entryFee = notional * options.FeeRate;
        _marginUsd = MarginOf(notional, decision.Leverage);
        _fundingUsd = 0;
        Leverage = decision.Leverage;
        CashUsd -= _marginUsd + _entryFee;
        Position = PositionOf(decision, quantity, price, isLong);
        _orders.Add(new(
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
            Close(position, order, Gain(position, order.Price), position.Quantity * order.Price * options.FeeRate);
        }
    }

    /// <summary>Closes the open position for the venue: its margin is gone, what the price has left of it included.</summary>
    public void Liquidate(in ExitOrder order)
    {
        if (Position is { } position)
        {
            var gain = Math.Max(Gain(position, order.Price), -_marginUsd);
            Close(position, order, gain, _marginUsd + gain);
        }
    }

    /// <summary>Pays funding on the open position, if there is one: a long pays a positive rate, a short receives it.</summary>
    public void PayFunding(double rate, double price)
    {
        if (rate != 0 && Position is { } position && double.IsFinite(price))
        {
            var paid = rate * position.Quantity * price * (position.Side == PositionSide.Long ? 1 : -1);
            CashUsd -= paid;
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
    public ExecutedSide ExitSide() => Position is { } position ? ExitSide(position) : ExecutedSide.ExitSell;

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
                _marginUsd, _entryFee, price, Gain(position, price), position.Quantity * price * options.FeeRate)
            {
                FundingUsd = _fundingUsd,
                LiquidationPrice = options.Costs.Margin?.Of(position.Side, position.EntryPrice, Leverage),
            },
        ];
    }

    private static ExecutedSide ExitSide(OpenPosition position) =>
        position.Side == PositionSide.Long ? ExecutedSide.ExitSell : ExecutedSide.ExitBuy;

    private void Close(OpenPosition position, in ExitOrder order, double gain, double fee)
    {
        CashUsd += _marginUsd + gain - fee;
        var booked = gain - fee - _fundingUsd;
        var profit = gain - fee - _entryFee - _fundingUsd;
        _orders.Add(new(
            ExitSide(position), position.Quantity, order.Price, order.BarOpenMs, _lastTradeId, 1, 10, fee, CashUsd, profit, IsCorrected ? profit : booked)
        {
            DecidedUnixMs = order.DecidedUnixMs,
            Reason = order.Reason,
            ExitReasons = order.Reasons,
            SlippageUsd = Math.Abs(order.Price - order.RecordedPrice) * position.Quantity,
            FundingUsd = _fundingUsd,
        });
        Position = null;
    }

    private double MarginOf(double notional, int leverage) => options.Costs.Margin is null ? notional : notional / leverage;

    private (RefusalRule Rule, string Reason)? RefusalOf(double notional, double margin)
    {
        var balance = options.InitialBalanceUsd;
        if (notional > options.MaxPositionShare * balance)
        {
            return (RefusalRule.PositionShare, Text($"a position of {notional:N2} USD is more than {options.MaxPositionShare:P0} of the initial balance"));
        }

        if (ExposureUsd + notional > options.MaxExposureShare * balance)
        {
            return (RefusalRule.ExposureShare, Text($"positions of {ExposureUsd + notional:N2} USD are more than {options.MaxExposureShare:P0} of the initial balance"));
        }

        var needed = options.Costs.Margin is null ? notional * (1 + options.FeeRate) : margin + (notional * options.FeeRate);
        return needed > CashUsd
            ? (RefusalRule.Cash, Text($"{needed:N2} USD are needed, {CashUsd:N2} are there"))
            : null;
    }

    private OpenPosition PositionOf(in Evaluation decision, double quantity, double price, bool isLong) => new()
    {
        TradeId = _lastTradeId.ToString(CultureInfo.InvariantCulture),
        Side = isLong ? PositionSide.Long : PositionSide.Short,
        SideLabel = isLong ? "BUY" : "SELL",
        Quantity = quantity,
        EntryPrice = price,
        SpotCvdAtEntry = IsCorrected ? decision.SpotCvd : decision.WindowSpotCvd,
        PerpCvdAtEntry = IsCorrected ? decision.PerpCvd : decision.WindowPerpCvd,
        ResetLow = IsCorrected ? decision.Reset.Low : null,
        ResetHigh = IsCorrected ? decision.Reset.High : null,
    };

    private static double Gain(OpenPosition position, double price) =>
        position.Quantity * (position.Side == PositionSide.Long ? price - position.EntryPrice : position.EntryPrice - price);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
