using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Reading;

/// <summary>Which markets have bars. Blocks its thread while it waits for the server. Safe for concurrent use.</summary>
internal sealed class MarketList(InfluxQuery query, InfluxFrames frames, TimeProvider clock)
{
    // Looking for the last second of every market opens every file of seconds that is kept: in between only the end is looked at.
    private static readonly TimeSpan BetweenWholeLooks = TimeSpan.FromMinutes(10);
    private const long EndMs = 900_000;

    private readonly Lock _gate = new();
    private Dictionary<MarketId, long> _last = [];
    private long _endUnixMs = long.MaxValue;
    private long? _lookedAt;
    private bool _isBehind;

    /// <summary>Markets with a bar of a length, in ordinal order.</summary>
    public List<MarketId> OfLength(Timeframe timeframe, CancellationToken cancellationToken)
    {
        string[] imported = [InfluxFrame.ImportedOf(timeframe)];
        return [.. Names(frames.Find(timeframe) is { } frame ? [frame.Measurement, .. imported] : imported, cancellationToken)];
    }

    /// <summary>Markets with any bar, in ordinal order, and their last one-second bars.</summary>
    public List<StoredMarket> Read(CancellationToken cancellationToken)
    {
        var measurements = frames.All.Select(frame => frame.Measurement).Concat(Timeframe.Stored.Select(InfluxFrame.ImportedOf));
        var markets = Names(measurements, cancellationToken);
        var last = frames.Find(Timeframe.S1) is { } seconds ? LastOf(seconds, cancellationToken) : [];
        return [.. markets.Select(market => new StoredMarket(market, last.GetValueOrDefault(market)))];
    }

    /// <summary>Points of a policy were written: when they are not at the end, the next look is a whole one.</summary>
    public void Written(string policy, long firstUnixMs)
    {
        if (policy == frames.Find(Timeframe.S1)?.Policy)
        {
            lock (_gate)
            {
                _isBehind |= firstUnixMs < _endUnixMs;
            }
        }
    }

    private Dictionary<MarketId, long> LastOf(InfluxFrame seconds, CancellationToken cancellationToken)
    {
        Dictionary<MarketId, long> last = [];
        long? lookedAt;
        var since = "";
        lock (_gate)
        {
            lookedAt = _isBehind || (_lookedAt is { } at && clock.GetElapsedTime(at) >= BetweenWholeLooks) ? null : _lookedAt;
            if (lookedAt is not null)
            {
                (last, since) = (new(_last), $" WHERE time >= {InfluxQl.Time(BarTags.Clamp(_endUnixMs))}");
            }

            (_lookedAt, _isBehind) = (lookedAt, false);
            lookedAt ??= clock.GetTimestamp();
        }

        // A bar has prices, or else liquidations.
        foreach (var row in query.Read($"{Last("close", seconds, since)}; {Last("lbuy", seconds, since)}", cancellationToken))
        {
            if (BarTags.Parse(row.Tags[BarTags.Market]) is { } market)
            {
                last[market] = Math.Max(last.GetValueOrDefault(market), row.Time);
            }
        }

        lock (_gate)
        {
            (_last, _lookedAt, _endUnixMs) = (last, last.Count == 0 ? null : lookedAt, last.Count == 0 ? long.MaxValue : last.Values.Max() - EndMs);
        }

        return last;
    }

    private static string Last(string field, InfluxFrame frame, string where) =>
        $"SELECT last({InfluxQl.Name(field)}) FROM {InfluxQl.Name(frame.Policy)}.{InfluxQl.Name(frame.Measurement)}{where} GROUP BY {BarTags.QuotedMarket}";

    private SortedSet<MarketId> Names(IEnumerable<string> measurements, CancellationToken cancellationToken)
    {
        var statement = $"SHOW TAG VALUES FROM {string.Join(", ", measurements.Select(InfluxQl.Name))} WITH KEY = {BarTags.QuotedMarket}";
        SortedSet<MarketId> markets = [];
        foreach (var row in query.Read(statement, cancellationToken))
        {
            if (BarTags.Parse(row.Text(1) ?? "") is { } market)
            {
                markets.Add(market);
            }
        }

        return markets;
    }
}
