using System.Globalization;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Backtest.Accounts;

/// <summary>What follows from a position alone.</summary>
internal static class PositionMath
{
    /// <summary>Gain at a price before fees and funding, USD.</summary>
    public static double GainAt(this OpenPosition position, double price) =>
        position.Quantity * (position.Side == PositionSide.Long ? price - position.EntryPrice : position.EntryPrice - price);

    /// <summary>The order that closes it.</summary>
    public static ExecutedSide ExitSide(this OpenPosition position) =>
        position.Side == PositionSide.Long ? ExecutedSide.ExitSell : ExecutedSide.ExitBuy;

    /// <summary>The position that an entry opens.</summary>
    public static OpenPosition Of(in Evaluation decision, int tradeId, double quantity, double price, bool isCorrected)
    {
        var isLong = decision.Decision == StrategyDecision.Long;
        return new()
        {
            TradeId = tradeId.ToString(CultureInfo.InvariantCulture),
            Side = isLong ? PositionSide.Long : PositionSide.Short,
            SideLabel = isLong ? "BUY" : "SELL",
            Quantity = quantity,
            EntryPrice = price,
            SpotCvdAtEntry = isCorrected ? decision.SpotCvd : decision.WindowSpotCvd,
            PerpCvdAtEntry = isCorrected ? decision.PerpCvd : decision.WindowPerpCvd,
            ResetLow = isCorrected ? decision.Reset.Low : null,
            ResetHigh = isCorrected ? decision.Reset.High : null,
        };
    }
}
