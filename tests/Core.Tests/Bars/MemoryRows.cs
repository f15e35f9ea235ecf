using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Storage.Reading;

namespace SqueezeFlow.Core.Tests.Bars;

/// <summary>Rows of one market in memory, kept and deleted as a store does.</summary>
internal sealed class MemoryRows : IStoredRows
{
    private readonly SortedDictionary<(long TimeframeMs, long Open), BarRow> _rows = [];
    private readonly SortedDictionary<long, LedgerRun> _ledger = [];
    private readonly Dictionary<Timeframe, long> _keptFrom = [];

    public long LedgerKeptFromUnixMs { get; set; } = long.MinValue;

    /// <summary>From when on rows of a timeframe lag behind shorter ones; they never do where nothing is said.</summary>
    public Dictionary<Timeframe, long> SettledTo { get; } = [];

    public void Write(IEnumerable<BarRow> rows, IEnumerable<LedgerRun> ledger)
    {
        foreach (var row in rows)
        {
            var key = (row.Timeframe.Milliseconds, row.Bar.OpenUnixMs);
            _rows[key] = !_rows.TryGetValue(key, out var earlier) || row.Replaces(earlier) ? row : earlier;
        }

        foreach (var run in ledger)
        {
            _ledger[run.FromUnixMs] = run;
        }
    }

    public void Delete(Timeframe timeframe, long olderThanUnixMs)
    {
        foreach (var key in _rows.Keys.Where(key => key.TimeframeMs == timeframe.Milliseconds && key.Open < olderThanUnixMs).ToList())
        {
            _rows.Remove(key);
        }

        _keptFrom[timeframe] = olderThanUnixMs;
    }

    /// <summary>Takes back rows longer than ten seconds that open at a time or later, as if they were still to be made; some are left as they were earlier.</summary>
    public void Lag(long fromUnixMs)
    {
        foreach (var key in _rows.Keys.Where(key => key.TimeframeMs > Timeframe.S10.Milliseconds && key.Open >= fromUnixMs && !_rows[key].IsImported).ToList())
        {
            var row = _rows[key];
            if (key.Open / key.TimeframeMs % 2 == 0)
            {
                _rows.Remove(key);
            }
            else
            {
                _rows[key] = row with { Bar = row.Bar with { BuyNotional = row.Bar.BuyNotional / 2, SellNotional = row.Bar.SellNotional / 2, Close = row.Bar.Open } };
            }
        }

        foreach (var timeframe in Timeframe.Stored.Where(timeframe => timeframe.Milliseconds > Timeframe.S10.Milliseconds))
        {
            SettledTo[timeframe] = fromUnixMs;
        }
    }

    public IEnumerable<StoredRow> Read(Timeframe timeframe, long fromUnixMs, long toUnixMs) => _rows
        .Where(row => row.Key.TimeframeMs == timeframe.Milliseconds && row.Key.Open >= fromUnixMs && row.Key.Open < toUnixMs)
        .Select(row => new StoredRow(row.Value.Bar, row.Value.IsImported));

    public long KeptFromUnixMs(Timeframe timeframe) => _keptFrom.GetValueOrDefault(timeframe, long.MinValue);

    public long SettledToUnixMs(Timeframe timeframe) => SettledTo.GetValueOrDefault(timeframe, long.MaxValue);

    public IReadOnlyList<LedgerRun> ReadLedger(long fromUnixMs, long toUnixMs) =>
        [.. _ledger.Values.Where(run => run.FromUnixMs < toUnixMs && run.ToUnixMs > fromUnixMs)];

    public long? LedgerEndUnixMs() => _ledger.Count == 0 ? null : _ledger.Values.Max(run => run.ToUnixMs);
}
