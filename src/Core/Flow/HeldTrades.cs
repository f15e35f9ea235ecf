using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Flow;

/// <summary>Trades that wait until those of a long gap before them are there, with the breaks between them. Not thread-safe.</summary>
/// <param name="gap">What they wait for.</param>
internal sealed class HeldTrades(Gap gap)
{
    private readonly List<(Trade Trade, bool FollowsBreak)> _trades = [];
    private bool _isBroken;

    /// <summary>What they wait for.</summary>
    public Gap Gap => gap;

    /// <summary>How many wait.</summary>
    public int Count => _trades.Count;

    /// <summary>The trades in order of arrival, and whether the market was not listened to just before each.</summary>
    public IReadOnlyList<(Trade Trade, bool FollowsBreak)> Trades => _trades;

    /// <summary>The market is not listened to for a while before the next trade.</summary>
    public void Break() => _isBroken = true;

    /// <summary>Holds a trade.</summary>
    public void Add(in Trade trade)
    {
        _trades.Add((trade, _isBroken));
        _isBroken = false;
    }
}
