using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Core.Signals.Messages;

/// <summary>Turns what the strategy ordered into the signal that is published: score tiers, size, leverage, names.</summary>
public static class SignalMapping
{
    /// <summary>Score of an exit.</summary>
    public const double CloseScore = 10;

    /// <summary>Score told when the strategy gave none.</summary>
    public const double UnknownScore = 5;

    /// <summary>Share of the base risk to stake at a score: 1.5 from 8, 1 from 6, else 0.5.</summary>
    public static double SizeFactorOf(double score) => score switch { >= 8 => 1.5, >= 6 => 1, _ => 0.5 };

    /// <summary>Leverage at a score: 5 from 8, 3 from 6, else 2.</summary>
    public static int LeverageOf(double score) => score switch { >= 8 => 5, >= 6 => 3, _ => 2 };

    /// <summary>The signal of an entry order.</summary>
    /// <param name="baseSymbol">Base coin, e.g. <c>BTC</c>.</param>
    /// <param name="side">Direction of the order.</param>
    /// <param name="price">Order price, quote units per base unit.</param>
    /// <param name="totalScore">Phase 4 total; null when unknown.</param>
    /// <param name="confidence">Confidence of the order, 0 to 1.</param>
    /// <param name="reasoning">Why, in words.</param>
    /// <param name="barCloseUnixMs">Close of the deciding bar, milliseconds since 1970 UTC.</param>
    public static Signal Entry(
        string baseSymbol,
        PositionSide side,
        double price,
        double? totalScore,
        double confidence,
        string reasoning,
        long barCloseUnixMs)
    {
        var pair = BaseCoin.TradingPair(baseSymbol);
        var action = side == PositionSide.Long ? SignalAction.Long : SignalAction.Short;
        var score = totalScore ?? UnknownScore;
        return new()
        {
            Id = Signal.IdOf(pair, barCloseUnixMs, action),
            Pair = pair,
            BaseSymbol = baseSymbol,
            Action = action,
            BarCloseUnixMs = barCloseUnixMs,
            Score = score,
            PositionSizeFactor = SizeFactorOf(score),
            Leverage = LeverageOf(score),
            EntryPrice = price,
            Confidence = confidence,
            Reasoning = reasoning,
        };
    }

    /// <summary>The signal of an exit order.</summary>
    /// <param name="baseSymbol">Base coin, e.g. <c>BTC</c>.</param>
    /// <param name="price">Order price, quote units per base unit.</param>
    /// <param name="confidence">Confidence of the order, 0 to 1.</param>
    /// <param name="reasoning">Why, in words.</param>
    /// <param name="barCloseUnixMs">Close of the deciding bar, milliseconds since 1970 UTC.</param>
    /// <param name="positionId">Position to close; null when the strategy does not know it.</param>
    /// <param name="tradeId">The account's own id of that position; null when not known.</param>
    public static Signal Close(
        string baseSymbol,
        double price,
        double confidence,
        string reasoning,
        long barCloseUnixMs,
        string? positionId = null,
        string? tradeId = null)
    {
        var pair = BaseCoin.TradingPair(baseSymbol);
        return new()
        {
            Id = Signal.IdOf(pair, barCloseUnixMs, SignalAction.Close),
            Pair = pair,
            BaseSymbol = baseSymbol,
            Action = SignalAction.Close,
            BarCloseUnixMs = barCloseUnixMs,
            Score = CloseScore,
            PositionSizeFactor = 1,
            Leverage = 1,
            EntryPrice = price,
            Confidence = confidence,
            Reasoning = reasoning,
            PositionId = positionId,
            TradeId = tradeId,
        };
    }
}
