using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Signals.Messages;

namespace SqueezeFlow.Core.Signals.External;

/// <summary>Makes of what was sent a signal like those of the strategy.</summary>
public static class ExternalSignals
{
    /// <summary>The signal of an entry. What the sender leaves open follows from the score, as with the strategy's own.</summary>
    /// <param name="sent">What was sent; names a coin.</param>
    /// <param name="atUnixMs">Market time of the signal, milliseconds since 1970 UTC.</param>
    /// <param name="price">The sender's price, or the latest one, quote units per base unit.</param>
    public static Signal Entry(ExternalSignal sent, long atUnixMs, double price)
    {
        ArgumentNullException.ThrowIfNull(sent);
        var coin = sent.Symbol ?? throw new ArgumentException($"An entry names a coin, '{sent.Key}' names none.", nameof(sent));
        var score = sent.Score ?? SignalMapping.UnknownScore;
        return Of(sent, coin, atUnixMs, price) with
        {
            Score = score,
            PositionSizeFactor = sent.Size ?? SignalMapping.SizeFactorOf(score),
            Leverage = sent.Leverage ?? SignalMapping.LeverageOf(score),
            ResetLow = sent.Action == SignalAction.Long ? sent.Stop : null,
            ResetHigh = sent.Action == SignalAction.Short ? sent.Stop : null,
        };
    }

    /// <summary>The signal of an exit.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="coin">Base coin of the position.</param>
    /// <param name="atUnixMs">Market time of the signal, milliseconds since 1970 UTC.</param>
    /// <param name="price">The latest price, quote units per base unit.</param>
    /// <param name="tag">Entry tag of the position.</param>
    /// <param name="tradeId">The account's id of the position.</param>
    public static Signal Close(ExternalSignal sent, string coin, long atUnixMs, double price, string tag, string tradeId)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return Of(sent, coin, atUnixMs, price) with { Score = SignalMapping.CloseScore, PositionId = tag, TradeId = tradeId };
    }

    /// <summary>Why a stop cannot leave the position that is to be entered at a price; null when it can, or there is none.</summary>
    public static FieldFault? StopFault(ExternalSignal sent, double price)
    {
        ArgumentNullException.ThrowIfNull(sent);
        if (sent.Stop is not { } stop || (sent.Action == SignalAction.Long ? stop < price : stop > price))
        {
            return null;
        }

        var side = sent.Action == SignalAction.Long ? "below" : "above";
        return new("stop", FieldText.Of(stop), $"send a price {side} that of the entry, {FieldText.Of(price)}");
    }

    private static Signal Of(ExternalSignal sent, string coin, long atUnixMs, double price)
    {
        var pair = BaseCoin.TradingPair(coin);
        return new()
        {
            Id = ExternalSignalIds.Of(sent, pair, atUnixMs),
            Pair = pair,
            BaseSymbol = coin,
            Action = sent.Action,
            BarCloseUnixMs = atUnixMs,
            Score = SignalMapping.UnknownScore,
            PositionSizeFactor = 1,
            Leverage = 1,
            EntryPrice = price,
            Confidence = 0,
            Reasoning = sent.Reason ?? $"sent by {sent.Source} as {sent.Id}",
            Source = sent.Source,
        };
    }
}
