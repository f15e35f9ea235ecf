using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ids;
using SqueezeFlow.Core.Trades;

namespace SqueezeFlow.Core.Flow;

/// <summary>
/// A market whose counting moves from one process to another while its readers go on: what is stored contains some of their batches whole and nothing of the others. Not
/// thread-safe.
/// </summary>
public sealed class ContinuedReading
{
    private readonly Continuity _continuity;
    private readonly Action<Trade> _add;
    private readonly Func<long> _closedThroughUnixMs;

    internal ContinuedReading(Continuity continuity, Action<Trade> add, Func<long> closedThroughUnixMs) =>
        (_continuity, _add, _closedThroughUnixMs) = (continuity, add, closedThroughUnixMs);

    /// <summary>Ids that are missing and may still come, the earliest first.</summary>
    public IReadOnlyList<IdRange> Holes => _continuity.Holes;

    /// <summary>Ids counted that another reader of the market is still to bring.</summary>
    public IEnumerable<long> Tail => _continuity.Tail.Ids;

    /// <summary>Those who have brought trades of late, where ids say nothing of order, with the time of the latest of each.</summary>
    public IEnumerable<KeyValuePair<string, long>> Readers => _continuity.Tail.Readers;

    /// <summary>Whether readers of which the restored rows contain something have not brought it once more yet.</summary>
    public bool AreAwaited => _continuity.AreAwaited;

    /// <summary>Times of the first and last trade that wait until those are known that the restored rows contain; null when none do.</summary>
    public (long FromUnixMs, long ThroughUnixMs)? Untold => _continuity.Untold;

    /// <summary>Trades that follow come from a reader.</summary>
    public void Read(string reader, ReadOnlySpan<Trade> trades)
    {
        if (trades is [var first, ..])
        {
            _continuity.ReadBy(reader, first.UnixMs, trades[^1].UnixMs);
        }
    }

    /// <summary>Trades of that reader come once more that the restored rows contain: they are known from now on, and not counted.</summary>
    public void Remember(ReadOnlySpan<Trade> trades)
    {
        foreach (ref readonly var trade in trades)
        {
            _continuity.Remember(trade);
        }
    }

    /// <summary>A reader has brought once more everything that the restored rows contain of it: what waited for that is counted, unless it was before.</summary>
    public void Return(string reader)
    {
        foreach (var trade in _continuity.Return(reader))
        {
            _add(trade);
        }
    }

    /// <summary>Whether readers hand over once more what they keep: what one of them has not brought yet is not missing.</summary>
    public bool IsSettling => _continuity.IsSettling;

    /// <summary>Every reader has handed over what it keeps: what nobody has brought is missing, whether or not another trade comes.</summary>
    public void EndSettling()
    {
        _continuity.EndSettling();
        _continuity.ReportHoles(_closedThroughUnixMs());
    }

    /// <summary>Readers that have not done so are waited for no longer.</summary>
    public void EndAwaiting() => _continuity.EndAwaiting();
}
