using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Bars;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Reading;
using SqueezeFlow.Storage.Influx.Records;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>What the database holds, asked beside whoever writes to it.</summary>
internal sealed class InfluxReading : IDisposable
{
    private readonly RowSource _source;

    /// <param name="options">The database.</param>
    /// <param name="settled">How far longer bars have come.</param>
    /// <param name="clock">For durations of policies.</param>
    public InfluxReading(InfluxOptions options, ISettledTime settled, TimeProvider clock)
    {
        var spool = new NoSpool();
        Tags = new(NullLogger<KeptTags>.Instance);
        Query = new(options, clock);
        Frames = InfluxFrames.Of(options);
        Kept = new(Query, options, clock);
        _source = new(Query, Frames, Kept, settled, clock);
        Bars = new InfluxBarStore(spool, _source, new(Frames, Kept, Tags), options);
        OpenInterest = new InfluxOpenInterestStore(spool, Query, options, Tags);
    }

    /// <summary>Any statement.</summary>
    public InfluxQuery Query { get; }

    /// <summary>Where bars are.</summary>
    public InfluxFrames Frames { get; }

    /// <summary>From when on what is kept.</summary>
    public KeptTimes Kept { get; }

    /// <summary>Names that can be kept.</summary>
    public KeptTags Tags { get; }

    /// <summary>Bars, ledger and gaps.</summary>
    public IBarStore Bars { get; }

    /// <summary>Open interest.</summary>
    public IOpenInterestArchive OpenInterest { get; }

    /// <summary>Bars of a length that open before this time hold all that shorter ones hold.</summary>
    public long SettledToUnixMs(Timeframe timeframe) => _source.SettledToUnixMs(timeframe);

    /// <summary>Asks for the durations of policies.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => Kept.RefreshAsync(cancellationToken);

    /// <summary>Markets of which the ledger has a row, in ordinal order.</summary>
    public async Task<IEnumerable<MarketId>> ReadLedgerMarketsAsync(CancellationToken cancellationToken)
    {
        var statement = $"SHOW TAG VALUES FROM {InfluxQl.Name(LedgerPoints.Measurement)} WITH KEY = {BarTags.QuotedMarket}";
        return new SortedSet<MarketId>((await Query.ListAsync(statement, row => BarTags.Parse(row.Text(1) ?? ""), cancellationToken).ConfigureAwait(false)).OfType<MarketId>());
    }

    /// <inheritdoc/>
    public void Dispose() => Query.Dispose();
}
