using System.Collections.Concurrent;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Storage.Influx.Bars;

/// <summary>
/// Behind what each market's rows are in the spool: whoever reads one market waits for these and not for those of all others. Safe for concurrent use; a write is noted before
/// it is over.
/// </summary>
internal sealed class WrittenMarks
{
    private readonly ConcurrentDictionary<MarketId, long> _marks = new();

    /// <summary>A write is in the spool, before a mark.</summary>
    public void Note(StoreWrite write, long mark)
    {
        for (var i = 0; i < write.Bars.Count; i++)
        {
            Note(write.Bars[i].Market, mark);
        }

        for (var i = 0; i < write.Ledger.Count; i++)
        {
            Note(write.Ledger[i].Market, mark);
        }

        for (var i = 0; i < write.Gaps.Count; i++)
        {
            Note(write.Gaps[i].Market, mark);
        }
    }

    /// <summary>Something of a market is in the spool, before a mark.</summary>
    public void Note(MarketId market, long mark) =>
        _marks.AddOrUpdate(market, static (_, later) => later, static (_, known, later) => Math.Max(known, later), mark);

    /// <summary>The mark of a market; 0 when this process has written nothing of it.</summary>
    public long Of(MarketId market) => _marks.GetValueOrDefault(market);

    /// <summary>The latest mark among markets.</summary>
    public long Of(IEnumerable<MarketId> markets) => markets.Select(Of).DefaultIfEmpty().Max();
}
