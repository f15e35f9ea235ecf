using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Prints;

namespace SqueezeFlow.Exchanges.Sessions;

/// <summary>A market's place in a session: found once per trade from the bytes of the frame.</summary>
/// <param name="market">The market.</param>
/// <param name="instrument">What the venue says of it; null while that is unknown.</param>
public sealed class MarketSlot(MarketId market, Instrument? instrument)
{
    private InstrumentHistory? _history = instrument is null ? null : InstrumentHistory.Of(instrument);
    private PrintKeys? _keys;
    private long _passedFrom;
    private long _passedThrough;
    private long _trades;

    /// <summary>The market.</summary>
    public MarketId Market { get; } = market;

    /// <summary>What the venue says of it now; null while that is unknown.</summary>
    public Instrument? Instrument => _history?.Latest;

    /// <summary>Whatever the receiver of trades keeps per market. Written and read on the session's thread only.</summary>
    public object? Tag { get; set; }

    /// <summary>Ids for its prints where the venue has none.</summary>
    public PrintKeys Keys => _keys ??= new();

    /// <summary>Trades on the present connection; may be read on any thread.</summary>
    internal long Trades => Volatile.Read(ref _trades);

    /// <summary>Whether the market was not subscribed to before its next trade, although the connection was there.</summary>
    public bool FollowsBreak { get; set; }

    /// <summary>Whether its trades are wanted still.</summary>
    internal bool IsFollowed { get; set; } = true;

    /// <summary>Whether a first message came: some venues repeat an old trade in it.</summary>
    internal bool HadMessage { get; set; }

    /// <summary>Passes over the id of a print that is no market flow: the next print accounts for it, or it would seem missing.</summary>
    public void PassOver(long id)
    {
        _passedFrom = id == _passedThrough + 1 ? _passedFrom : id;
        _passedThrough = id;
    }

    /// <summary>Ids passed over directly before this one.</summary>
    public ushort PassedBefore(long id) =>
        _passedThrough > 0 && id == _passedThrough + 1 ? (ushort)Math.Min(id - _passedFrom, ushort.MaxValue) : (ushort)0;

    /// <summary>What was in force at a time; null while nothing is known.</summary>
    internal Instrument? InstrumentAt(long unixMs) => _history?.At(unixMs);

    /// <summary>Trades count by what was in force at their time.</summary>
    internal void Learn(InstrumentHistory history) => _history = history;

    internal void CountTrade() => _trades++;

    internal void BeginConnect()
    {
        _keys?.Clear();
        Volatile.Write(ref _trades, 0);
    }
}
