using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Grains.Storage;

/// <summary>Rows that wait for their transaction; a later row of the same key replaces the earlier. Not thread-safe.</summary>
internal sealed class PendingRows
{
    private readonly Dictionary<(MarketId Market, Timeframe Timeframe, long Open), BarRow> _bars = [];
    private readonly Dictionary<(MarketId Market, long From), LedgerRun> _ledger = [];
    private readonly Dictionary<(MarketId Market, long Id, long UnixMs), Gap> _gaps = [];

    public int Count => _bars.Count + _ledger.Count + _gaps.Count;

    public void Add(IEnumerable<BarRow> bars, IEnumerable<LedgerRun> ledger, IEnumerable<Gap> gaps)
    {
        foreach (var row in bars)
        {
            _bars[(row.Market, row.Timeframe, row.Bar.OpenUnixMs)] = row;
        }

        foreach (var run in ledger)
        {
            _ledger[(run.Market, run.FromUnixMs)] = run;
        }

        foreach (var gap in gaps)
        {
            _gaps[(gap.Market, gap.BeforeId, gap.BeforeUnixMs)] = gap;
        }
    }

    /// <summary>Adds rows of a transaction that failed; newer rows of the same key stay.</summary>
    public void Restore(StoreWrite write)
    {
        foreach (var row in write.Bars)
        {
            _bars.TryAdd((row.Market, row.Timeframe, row.Bar.OpenUnixMs), row);
        }

        foreach (var run in write.Ledger)
        {
            _ledger.TryAdd((run.Market, run.FromUnixMs), run);
        }

        foreach (var gap in write.Gaps)
        {
            _gaps.TryAdd((gap.Market, gap.BeforeId, gap.BeforeUnixMs), gap);
        }
    }

    /// <summary>Forgets the oldest one-second bars down to a count; answers how many.</summary>
    public int Shed(int capacity)
    {
        var excess = Count - capacity;
        if (excess <= 0)
        {
            return 0;
        }

        // A tenth more than needed, so that a full buffer is not sorted for every row.
        var victims = _bars.Where(b => b.Key.Timeframe == Timeframe.S1).OrderBy(b => b.Key.Open).Take(excess + (capacity / 10)).Select(b => b.Key).ToList();
        victims.ForEach(key => _bars.Remove(key));
        return victims.Count;
    }

    /// <summary>Everything, as one transaction; nothing waits afterwards.</summary>
    public StoreWrite Take()
    {
        var write = new StoreWrite([.. _bars.Values], [.. _ledger.Values], [.. _gaps.Values]);
        _bars.Clear();
        _ledger.Clear();
        _gaps.Clear();
        return write;
    }
}
