using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest;

/// <summary>Cash and the one position of a back-test: a position ties up its whole notional, long or short.</summary>
internal sealed class BacktestAccount(BacktestOptions options)
{
    private readonly List<ExecutedOrder> _orders = [];
    private int _lastTradeId;
    private double _entryFee;
    private double _marginUsd;

    public double CashUsd { get; private set; } = options.InitialBalanceUsd;

    public OpenPosition? Position { get; private set; }

    public IReadOnlyList<ExecutedOrder> Orders => _orders;

    public double ExposureUsd => Position is null ? 0 : _marginUsd;

    private bool IsCorrected => options.Strategy.Profile == StrategyProfile.Corrected;

    /// <summary>Value of the account. The reference system never updates the price of an open position.</summary>
    public double ValueAt(double price)
    {
        if (Position is not { } position)
        {
            return CashUsd;
        }

        return CashUsd + _marginUsd + (IsCorrected ? Gain(position, price) : 0);
    }

    /// <summary>Opens a position for an entry that was decided; refuses what the limits forbid.</summary>
    public void Enter(in Evaluation decision, double price, long barOpenMs)
    {
        _lastTradeId++;
        var perLeverage = IsCorrected ? decision.StakeUsd / price : decision.Quantity;
        var quantity = perLeverage * decision.Leverage;
        var notional = quantity * price;
        if (IsRefused(notional))
        {
            return;
        }

        var isLong = decision.Decision == StrategyDecision.Long;
        _entryFee = notional * options.FeeRate;
        _marginUsd = notional;
        CashUsd -= notional + _entryFee;
        Position = PositionOf(decision, quantity, price, isLong);
        _orders.Add(new(
            isLong ? ExecutedSide.Buy : ExecutedSide.Sell, quantity, price, barOpenMs, _lastTradeId, decision.Leverage, decision.Score, _entryFee, CashUsd));
    }

    /// <summary>Closes the open position.</summary>
    public void Exit(double price, long barOpenMs)
    {
        if (Position is not { } position)
        {
            return;
        }

        var gain = Gain(position, price);
        var fee = position.Quantity * price * options.FeeRate;
        CashUsd += (position.Quantity * position.EntryPrice) + gain - fee;
        var profit = gain - fee - _entryFee;
        var side = position.Side == PositionSide.Long ? ExecutedSide.ExitSell : ExecutedSide.ExitBuy;
        _orders.Add(new(
            side, position.Quantity, price, barOpenMs, _lastTradeId, 1, 10, fee, CashUsd, profit, IsCorrected ? profit : gain - fee));
        Position = null;
    }

    private bool IsRefused(double notional) =>
        notional > options.MaxPositionShare * options.InitialBalanceUsd ||
        ExposureUsd + notional > options.MaxExposureShare * options.InitialBalanceUsd ||
        notional * (1 + options.FeeRate) > CashUsd;

    private OpenPosition PositionOf(in Evaluation decision, double quantity, double price, bool isLong) => new()
    {
        TradeId = _lastTradeId.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Side = isLong ? PositionSide.Long : PositionSide.Short,
        SideLabel = isLong ? "BUY" : "SELL",
        Quantity = quantity,
        EntryPrice = price,
        SpotCvdAtEntry = IsCorrected ? decision.SpotCvd : null,
        PerpCvdAtEntry = IsCorrected ? decision.PerpCvd : null,
        ResetLow = IsCorrected ? decision.Reset.Low : null,
        ResetHigh = IsCorrected ? decision.Reset.High : null,
    };

    private static double Gain(OpenPosition position, double price) =>
        position.Quantity * (position.Side == PositionSide.Long ? price - position.EntryPrice : position.EntryPrice - price);
}
