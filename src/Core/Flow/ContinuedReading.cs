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

    internal ContinuedReading(Continuity continuity) => _continuity = continuity;

    /// <summary>Ids that are missing and may still come, the earliest first.</summary>
    public IReadOnlyList<IdRange> Holes => _continuity.Holes;

    /// <summary>Ids counted that another reader of the market is still to bring.</summary>
    public IEnumerable<long> Tail => _continuity.Tail.Ids;

    /// <summary>Whether the trades that follow come from a reader of which the restored rows contain everything before them.</summary>
    public bool IsContinued
    {
        get => _continuity.IsContinued;
        set => _continuity.IsContinued = value;
    }

    /// <summary>Trades that follow come from a reader.</summary>
    public void Read(string reader, ReadOnlySpan<Trade> trades)
    {
        if (trades is [.., var last])
        {
            _continuity.Tail.Read(reader, last.UnixMs);
        }
    }

    /// <summary>Trades come once more that the restored rows contain: they are known from now on, and not counted.</summary>
    public void Remember(ReadOnlySpan<Trade> trades)
    {
        foreach (ref readonly var trade in trades)
        {
            _continuity.Remember(trade);
        }
    }
}
