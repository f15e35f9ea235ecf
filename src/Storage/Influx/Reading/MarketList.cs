using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Reading;

/// <summary>Which markets have bars. Blocks its thread while it waits for the server. Safe for concurrent use.</summary>
internal sealed class MarketList(InfluxQuery query, InfluxFrames frames)
{
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
        Dictionary<MarketId, long> last = [];
        if (frames.Find(Timeframe.S1) is { } seconds)
        {
            // A bar has prices, or else liquidations.
            foreach (var row in query.Read($"{Last("close", seconds)}; {Last("lbuy", seconds)}", cancellationToken))
            {
                if (BarTags.Parse(row.Tags[BarTags.Market]) is { } market)
                {
                    last[market] = Math.Max(last.GetValueOrDefault(market), row.Time);
                }
            }
        }

        return [.. markets.Select(market => new StoredMarket(market, last.GetValueOrDefault(market)))];
    }

    private static string Last(string field, InfluxFrame frame) =>
        $"SELECT last({InfluxQl.Name(field)}) FROM {InfluxQl.Name(frame.Policy)}.{InfluxQl.Name(frame.Measurement)} GROUP BY {BarTags.QuotedMarket}";

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
