using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Flow;

/// <summary>Trades whose bars are in the store alone, in order of arrival. Not thread-safe.</summary>
internal sealed class StrayTrades
{
    /// <summary>Trades that may wait; the oldest give way.</summary>
    public const int Most = 100_000;

    private readonly Queue<Trade> _waiting = new();

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Earliest time among them, milliseconds; null when there are none.</summary>
    public long? FromUnixMs => _waiting.Count == 0 ? null : _waiting.Min(t => t.UnixMs);

    /// <summary>Takes a trade; answers the one that has to give way, if any.</summary>
    public Trade? Add(in Trade trade)
    {
        _waiting.Enqueue(trade);
        return _waiting.Count > Most ? _waiting.Dequeue() : null;
    }

    /// <summary>All of them; none wait afterwards.</summary>
    public Trade[] TakeAll()
    {
        Trade[] all = [.. _waiting];
        _waiting.Clear();
        return all;
    }
}
