using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage.Reading;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Reading;

/// <summary>Asks for rows of bars. Blocks its thread while it waits for the server. Safe for concurrent use.</summary>
internal sealed class BarReader(InfluxQuery query, InfluxFrames frames)
{
    /// <summary>Rows that are read at once at most; of more, one after the other as they are needed.</summary>
    public const int MostRows = 100_000;

    /// <summary>Rows of one market that open in the range, in time order.</summary>
    public IEnumerable<StoredRow> Read(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        var (from, to) = (BarTags.Clamp(fromUnixMs), BarTags.Clamp(toUnixMs));
        if (timeframe.Count(from, to) <= MostRows)
        {
            return ReadMany([market], timeframe, from, to, cancellationToken)(market);
        }

        return BarTags.AnyOf([market]) is { } name
            ? RowMerge.Of(
                Bars(Counted(timeframe, name, from, to, ""), cancellationToken),
                Bars(Imported(timeframe, name, from, to, ""), cancellationToken))
            : [];
    }

    /// <summary>Rows of several markets that open in the range, read at once; answers those of a market, in time order.</summary>
    public Func<MarketId, IEnumerable<StoredRow>> ReadMany(
        IReadOnlyList<MarketId> markets, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken)
    {
        if (fromUnixMs >= toUnixMs || BarTags.AnyOf(markets) is not { } names)
        {
            return _ => [];
        }

        const string ByMarket = $" GROUP BY {BarTags.QuotedMarket}";
        var imported = Imported(timeframe, names, fromUnixMs, toUnixMs, ByMarket)!;
        var counted = Counted(timeframe, names, fromUnixMs, toUnixMs, ByMarket);
        var ours = new SeriesByMarket();
        var theirs = new SeriesByMarket();
        var ofImported = InfluxFrame.ImportedOf(timeframe);
        foreach (var row in query.Read(counted is null ? imported : $"{counted}; {imported}", cancellationToken))
        {
            (row.Series == ofImported ? theirs : ours).Add(row);
        }

        return market => RowMerge.Of(ours.Of(market), theirs.Of(market));
    }

    private IEnumerable<Bar> Bars(string? statement, CancellationToken cancellationToken) =>
        statement is null ? [] : query.Read(statement, cancellationToken).Select(BarFields.Read);

    private string? Counted(Timeframe timeframe, string markets, long from, long to, string grouping) =>
        frames.Find(timeframe) is { } frame ? Statement(frame.Policy, frame.Measurement, markets, from, to, grouping) : null;

    private string? Imported(Timeframe timeframe, string markets, long from, long to, string grouping) =>
        Statement(frames.KeeperOf(timeframe).Policy, InfluxFrame.ImportedOf(timeframe), markets, from, to, grouping);

    private static string Statement(string policy, string measurement, string markets, long from, long to, string grouping) =>
        $"{BarFields.Select} FROM {InfluxQl.Name(policy)}.{InfluxQl.Name(measurement)} WHERE ({markets}) AND {BarTags.Within(from, to)}{grouping}";

    /// <summary>Bars by market, whatever order their series come in.</summary>
    private sealed class SeriesByMarket
    {
        private readonly Dictionary<MarketId, List<Bar>> _all = [];
        private IReadOnlyDictionary<string, string>? _tags;
        private List<Bar> _bars = [];

        public void Add(InfluxRow row)
        {
            if (!ReferenceEquals(row.Tags, _tags))
            {
                _tags = row.Tags;
                var market = BarTags.Parse(row.Tags[BarTags.Market]) ?? default;
                if (!_all.TryGetValue(market, out _bars!))
                {
                    _all[market] = _bars = [];
                }
            }

            _bars.Add(BarFields.Read(row));
        }

        public IEnumerable<Bar> Of(MarketId market)
        {
            if (!_all.Remove(market, out var bars))
            {
                return [];
            }

            // One that was renamed comes as two series.
            for (var i = 1; i < bars.Count; i++)
            {
                if (bars[i].OpenUnixMs < bars[i - 1].OpenUnixMs)
                {
                    return bars.OrderBy(bar => bar.OpenUnixMs);
                }
            }

            return bars;
        }
    }
}
