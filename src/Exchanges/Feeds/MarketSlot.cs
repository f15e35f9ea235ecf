using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Exchanges.Feeds;

/// <summary>A market's place in a session: found once per trade from the bytes of the frame.</summary>
/// <param name="market">The market.</param>
/// <param name="instrument">What the venue says of it; null while that is unknown.</param>
public sealed class MarketSlot(MarketId market, Instrument? instrument)
{
    /// <summary>The market.</summary>
    public MarketId Market { get; } = market;

    /// <summary>What the venue says of it; null while that is unknown.</summary>
    public Instrument? Instrument { get; } = instrument;

    /// <summary>Whatever the receiver of trades keeps per market. Written and read on the session's thread only.</summary>
    public object? Tag { get; set; }
}
