using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Grains.Storage;

/// <summary>Rows that wait for their transaction; a later row of the same key replaces the earlier, see <see cref="BarRow.Replaces"/>. Not thread-safe.</summary>
internal sealed class PendingRows
{
    private readonly Dictionary<(MarketId Market, Timeframe Timeframe, long Open), BarRow> _bars = [];
    private readonly Dictionary<(MarketId Market, long From), LedgerRun> _ledger = [];
    private readonly Dictionary<(MarketId Market, long Id, long UnixMs), Gap> _gaps = [];
    private readonly Dictionary<MarketId, StoredPosition> _positions = [];

    public int Count => _bars.Count + _ledger.Count + _gaps.Count;

    public void Add(IEnumerable<BarRow> bars, IEnumerable<LedgerRun> ledger, IEnumerable<Gap> gaps, IReadOnlyList<StoredPosition>? positions = null)
    {
        foreach (var row in bars)
        {
            Add(row);
        }

        foreach (var run in ledger)
        {
            _ledger[(run.Market, run.FromUnixMs)] = run;
        }

        foreach (var gap in gaps)
        {
            _gaps[(gap.Market, gap.BeforeId, gap.BeforeUnixMs)] = gap;
        }

        for (var i = 0; i < positions?.Count; i++)
        {
            _positions[positions[i].Market] = positions[i];
        }
    }

    /// <summary>Adds rows of a transaction that failed; newer rows of the same key stay.</summary>
    public void Restore(StoreWrite write)
    {
        foreach (var row in write.Bars)
        {
            if (!_bars.TryAdd(KeyOf(row), row) && !_bars[KeyOf(row)].Replaces(row))
            {
                _bars[KeyOf(row)] = row;
            }
        }

        foreach (var run in write.Ledger)
        {
            _ledger.TryAdd((run.Market, run.FromUnixMs), run);
        }

        foreach (var gap in write.Gaps)
        {
            _gaps.TryAdd((gap.Market, gap.BeforeId, gap.BeforeUnixMs), gap);
        }

        foreach (var position in write.Positions)
        {
            _positions.TryAdd(position.Market, position);
        }
    }

    /// <summary>Forgets the oldest bars of less than a minute, one-second bars first, down to a count; answers how many.</summary>
    public int Shed(int capacity)
    {
        var excess = Count - capacity;
        if (excess <= 0)
        {
            return 0;
        }

        // A tenth more than needed, so that a full buffer is not sorted for every row.
        var victims = _bars.Keys.Where(key => key.Timeframe.Milliseconds < Timeframe.M1.Milliseconds)
            .OrderBy(key => key.Timeframe.Milliseconds).ThenBy(key => key.Open).Take(excess + (capacity / 10)).ToList();
        victims.ForEach(key => _bars.Remove(key));
        return victims.Count;
    }

    /// <summary>Everything, as one transaction; nothing waits afterwards.</summary>
    public StoreWrite Take()
    {
        var write = new StoreWrite([.. _bars.Values], [.. _ledger.Values], [.. _gaps.Values]) { Positions = [.. _positions.Values] };
        _positions.Clear();
        _bars.Clear();
        _ledger.Clear();
        _gaps.Clear();
        return write;
    }

    private static (MarketId Market, Timeframe Timeframe, long Open) KeyOf(in BarRow row) => (row.Market, row.Timeframe, row.Bar.OpenUnixMs);

    private void Add(in BarRow row)
    {
        if (!_bars.TryGetValue(KeyOf(row), out var earlier) || row.Replaces(earlier))
        {
            _bars[KeyOf(row)] = row;
        }
    }
}
