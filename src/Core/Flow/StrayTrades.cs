using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Flow;

/// <summary>Trades whose bars are in the store alone, in order of arrival. Not thread-safe.</summary>
/// <param name="continuity">Is told of those that are in no bar.</param>
internal sealed class StrayTrades(Continuity continuity)
{
    /// <summary>Trades that may wait; the oldest give way.</summary>
    public const int Most = 100_000;

    private readonly Queue<Trade> _waiting = new();

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Earliest time among them, milliseconds; null when there are none.</summary>
    public long? FromUnixMs => _waiting.Count == 0 ? null : _waiting.Min(t => t.UnixMs);

    /// <summary>Trades that are in no bar, since they came so late that theirs could not be had any more.</summary>
    public long Lost { get; private set; }

    /// <summary>Takes a trade.</summary>
    public void Add(in Trade trade)
    {
        _waiting.Enqueue(trade);
        if (_waiting.Count > Most)
        {
            Lose(_waiting.Dequeue());
        }
    }

    /// <summary>A trade is in no bar.</summary>
    public void Lose(in Trade trade)
    {
        Lost++;
        if (trade.Kind != TradeKind.LiquidationReport)
        {
            continuity.Lose(trade.UnixMs);
        }
    }

    /// <summary>All of them; none wait afterwards.</summary>
    public Trade[] TakeAll()
    {
        Trade[] all = [.. _waiting];
        _waiting.Clear();
        return all;
    }
}
