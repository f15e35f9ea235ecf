using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Exchanges.Reading;

/// <summary>The words that venues use for sides.</summary>
internal static class NamedSide
{
    /// <summary>Reads <c>buy</c> or <c>sell</c> in any of the usual spellings; unknown for anything else.</summary>
    public static AggressorSide Of(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("buy"u8) || text.SequenceEqual("BUY"u8) || text.SequenceEqual("Buy"u8) ? AggressorSide.Buy
        : text.SequenceEqual("sell"u8) || text.SequenceEqual("SELL"u8) || text.SequenceEqual("Sell"u8) ? AggressorSide.Sell
        : AggressorSide.Unknown;

    /// <summary>Reads <c>buy</c> or <c>sell</c>; unknown for anything else.</summary>
    public static AggressorSide OfLower(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("buy"u8) ? AggressorSide.Buy : text.SequenceEqual("sell"u8) ? AggressorSide.Sell : AggressorSide.Unknown;

    /// <summary>Reads <c>Buy</c> or <c>Sell</c>; unknown for anything else.</summary>
    public static AggressorSide OfTitle(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("Buy"u8) ? AggressorSide.Buy : text.SequenceEqual("Sell"u8) ? AggressorSide.Sell : AggressorSide.Unknown;

    /// <summary>Reads <c>BUY</c> or <c>SELL</c>; unknown for anything else.</summary>
    public static AggressorSide OfUpper(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("BUY"u8) ? AggressorSide.Buy : text.SequenceEqual("SELL"u8) ? AggressorSide.Sell : AggressorSide.Unknown;

    /// <summary>Reads <c>buy</c> or <c>sell</c> in any letter case; unknown for anything else.</summary>
    public static AggressorSide Of(string text) =>
        text.Equals("buy", StringComparison.OrdinalIgnoreCase) ? AggressorSide.Buy
        : text.Equals("sell", StringComparison.OrdinalIgnoreCase) ? AggressorSide.Sell
        : AggressorSide.Unknown;

    /// <summary>The taker's side where a venue names the maker's.</summary>
    public static AggressorSide Opposite(AggressorSide side) => side switch
    {
        AggressorSide.Buy => AggressorSide.Sell,
        AggressorSide.Sell => AggressorSide.Buy,
        _ => AggressorSide.Unknown,
    };
}
