using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage.Reading;
using SqueezeFlow.Storage.Influx.Points;

namespace SqueezeFlow.Storage.Influx.Reading;

/// <summary>
/// Rows of several markets for one question. What the markets have in common (the range asked for, and the end of it, where longer rows lag behind) is read
/// with one statement for as many of them as memory allows; what is one's own, such as a hole, for that one alone. Blocks its thread. Not thread-safe.
/// </summary>
internal sealed class MarketBatch
{
    /// <summary>Names in a statement at most.</summary>
    public const int MostNames = 100;

    private readonly RowSource _source;
    private readonly IReadOnlyList<MarketId> _markets;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<MarketId, MarketLedgerRows> _ledger = [];
    private readonly Dictionary<Timeframe, long> _settled = [];
    private readonly Dictionary<Timeframe, SharedRows> _shared = [];

    /// <summary>Reads what the ledger says of all markets.</summary>
    /// <param name="source">Where rows come from.</param>
    /// <param name="markets">The markets, to be asked for in this order.</param>
    /// <param name="timeframe">Length of the bars asked for.</param>
    /// <param name="fromUnixMs">Start, inclusive.</param>
    /// <param name="toUnixMs">End, exclusive.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public MarketBatch(RowSource source, IReadOnlyList<MarketId> markets, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        (_source, _markets, _cancellationToken) = (source, markets, cancellationToken);

        // Before the rows: what settles meanwhile may be read as it was before.
        foreach (var stored in Timeframe.Stored)
        {
            _settled[stored] = source.SettledToUnixMs(stored);
        }

        var (from, to) = (BarTags.Clamp(fromUnixMs), BarTags.Clamp(BarTags.Clamp(toUnixMs) + timeframe.Milliseconds));
        foreach (var part in markets.Chunk(MostNames))
        {
            ReadLedger(part, from, to);
        }

        Share(timeframe, from, to);
    }

    /// <summary>Rows of one of the markets.</summary>
    public IStoredRows Of(int place) => new InfluxStoredRows(this, place);

    private void ReadLedger(MarketId[] markets, long from, long to)
    {
        if (BarTags.AnyOf(markets) is not { } names)
        {
            return;
        }

        foreach (var row in _source.Query.Read($"{LedgerPoints.Touching(names, from, to)}; {LedgerPoints.Ends(names)}", _cancellationToken))
        {
            if (BarTags.Parse(row.Tags[BarTags.Market]) is not { } market)
            {
                continue;
            }

            if (!_ledger.TryGetValue(market, out var known))
            {
                _ledger[market] = known = new();
            }

            if (row.Columns.Count == 2)
            {
                known.EndUnixMs = Math.Max(known.EndUnixMs ?? long.MinValue, row.Int64(1));
            }
            else
            {
                known.Runs.Add(LedgerPoints.Read(row, market));
            }
        }
    }

    // Each length of which the next shorter is asked at the end only: from where it may lag behind, or where its market was read last.
    private void Share(Timeframe timeframe, long from, long to)
    {
        var read = _ledger.Values.Max(known => known.EndUnixMs) ?? long.MinValue;
        if (_source.KeepsMore(timeframe))
        {
            _shared[timeframe] = new(from, to, timeframe.Count(from, to));
        }

        for (var place = Timeframe.Stored.Count - 1; place >= 0 && from < to; place--)
        {
            var length = Timeframe.Stored[place];
            if (timeframe.Milliseconds % length.Milliseconds != 0)
            {
                continue;
            }

            _shared[length] = new(from, to, length.Count(from, to));
            var whole = Math.Min(_settled[length], read);
            from = whole > from ? Math.Min(length.Floor(whole - 1) - length.Milliseconds, to) is var end && end > from ? end : from : from;
        }
    }

    private IEnumerable<StoredRow> Read(int place, Timeframe timeframe, long from, long to)
    {
        if (!_shared.TryGetValue(timeframe, out var shared) || from < shared.FromUnixMs || to > shared.ToUnixMs || shared.MostRows > BarReader.MostRows)
        {
            return _source.Bars.Read(_markets[place], timeframe, from, to, _cancellationToken);
        }

        return Within(shared.Of(place, block => Load(block, shared, timeframe)), from, to);
    }

    private static IEnumerable<StoredRow> Within(List<StoredRow> rows, long from, long to)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = rows[middle].Bar.OpenUnixMs < from ? (middle + 1, high) : (low, middle);
        }

        for (var i = low; i < rows.Count && rows[i].Bar.OpenUnixMs < to; i++)
        {
            yield return rows[i];
        }
    }

    private List<StoredRow>[] Load((int First, int Count) block, SharedRows shared, Timeframe timeframe)
    {
        MarketId[] markets = [.. _markets.Skip(block.First).Take(block.Count)];
        var rows = _source.Bars.ReadMany(markets, timeframe, shared.FromUnixMs, shared.ToUnixMs, _cancellationToken);
        return [.. markets.Select(market => rows(market).ToList())];
    }

    private sealed class MarketLedgerRows
    {
        public List<LedgerRun> Runs { get; } = [];

        public long? EndUnixMs { get; set; }
    }

    /// <summary>Rows of a range that all markets are asked for; those of one block of markets are held at a time.</summary>
    private sealed class SharedRows(long fromUnixMs, long toUnixMs, long mostRows)
    {
        private readonly int _size = (int)Math.Clamp(BarReader.MostRows / Math.Max(1, mostRows), 1, MostNames);
        private int _block = -1;
        private List<StoredRow>[] _rows = [];

        public long FromUnixMs => fromUnixMs;

        public long ToUnixMs => toUnixMs;

        public long MostRows => mostRows;

        public List<StoredRow> Of(int place, Func<(int First, int Count), List<StoredRow>[]> load)
        {
            if (place / _size != _block)
            {
                _block = place / _size;
                _rows = load((_block * _size, _size));
            }

            return _rows[place % _size];
        }
    }

    private sealed class InfluxStoredRows(MarketBatch batch, int place) : IStoredRows
    {
        public long LedgerKeptFromUnixMs => batch._source.LedgerKeptFromUnixMs;

        public bool KeepsMore(Timeframe timeframe) => batch._source.KeepsMore(timeframe);

        public IEnumerable<StoredRow> Read(Timeframe timeframe, long fromUnixMs, long toUnixMs) => batch.Read(place, timeframe, fromUnixMs, toUnixMs);

        public long KeptFromUnixMs(Timeframe timeframe) => batch._source.KeptFromUnixMs(timeframe);

        public long SettledToUnixMs(Timeframe timeframe) => batch._settled[timeframe];

        public IReadOnlyList<LedgerRun> ReadLedger(long fromUnixMs, long toUnixMs) =>
            batch._ledger.TryGetValue(batch._markets[place], out var known)
                ? known.Runs.FindAll(run => run.FromUnixMs < toUnixMs && run.ToUnixMs > fromUnixMs)
                : [];

        public long? LedgerEndUnixMs() => batch._ledger.GetValueOrDefault(batch._markets[place])?.EndUnixMs;
    }
}
