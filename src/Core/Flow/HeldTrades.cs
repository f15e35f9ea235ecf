using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Flow;

/// <summary>Trades that wait until those of a long gap before them are there, with the breaks between them. Not thread-safe.</summary>
/// <param name="continuity">Tells of gaps, and is told of them.</param>
internal sealed class HeldTrades(Continuity continuity)
{
    private List<(Trade Trade, bool FollowsBreak)> _trades = [];
    private Gap? _gap;
    private bool _isBroken;

    /// <summary>Whether the venue can be asked for what is missing; nothing waits otherwise.</summary>
    public bool CanRefill { get; set; }

    /// <summary>How many wait.</summary>
    public int Count => _trades.Count;

    /// <summary>Whether this is what they wait for.</summary>
    public bool WaitFor(Gap gap) => _gap == gap;

    /// <summary>Holds a trade, if a long hole is before it or others wait; else it is not taken.</summary>
    public bool TryTake(in Trade trade)
    {
        if (_gap is null && CanRefill && trade.Kind != TradeKind.LiquidationReport && continuity.LongHoleBefore(trade) is { } gap)
        {
            _gap = gap;
            continuity.Announce(gap);
        }

        if (_gap is null)
        {
            return false;
        }

        _trades.Add((trade, _isBroken));
        _isBroken = false;
        return true;
    }

    /// <summary>The market is not listened to for a while before the next trade; false when nothing waits.</summary>
    public bool TryBreak() => _gap is not null && (_isBroken = true);

    /// <summary>The trades in order of arrival, and whether the market was not listened to just before each; none wait afterwards.</summary>
    public IReadOnlyList<(Trade Trade, bool FollowsBreak)> TakeAll()
    {
        if (_gap is null)
        {
            return [];
        }

        var all = _trades;
        (_trades, _gap, _isBroken) = ([], null, false);
        return all;
    }
}
