using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Flow;

/// <summary>First price after each of the latest strategy bars, for fills. Not thread-safe.</summary>
internal sealed class PriceMarks
{
    private const int Kept = 1_024;

    private readonly Queue<long> _order = new();
    private readonly Dictionary<long, (MarketId Market, PricePoint? Point)> _marks = [];

    /// <summary>Keeps the reference market of a bar close, and its first trade after it if there was one already.</summary>
    public void Add(long closeUnixMs, MarketId market, PricePoint? point)
    {
        if (_order.Count == Kept)
        {
            _marks.Remove(_order.Dequeue());
        }

        _order.Enqueue(closeUnixMs);
        _marks[closeUnixMs] = (market, point);
    }

    /// <summary>What is kept of a bar close; null when it is unknown.</summary>
    public (MarketId Market, PricePoint? Point)? Find(long closeUnixMs) =>
        _marks.TryGetValue(closeUnixMs, out var mark) ? mark : null;
}
