using SqueezeFlow.Core.Bars;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Reading;

/// <summary>Where rows come from and how far they can be relied on. Safe for concurrent use.</summary>
internal sealed class RowSource(InfluxQuery query, InfluxFrames frames, KeptTimes kept, ISettledTime settled, TimeProvider clock)
{
    /// <summary>Rows of bars.</summary>
    public BarReader Bars { get; } = new(query, frames);

    /// <summary>Which markets there are.</summary>
    public MarketList Markets { get; } = new(query, frames, clock);

    /// <summary>Any other statement.</summary>
    public InfluxQuery Query => query;

    /// <summary>From when on the ledger is kept.</summary>
    public long LedgerKeptFromUnixMs => kept.KeptFromUnixMs(InfluxFrames.LedgerPolicy);

    /// <summary>Learns what has changed; before each question.</summary>
    /// <exception cref="IOException">The server does not answer.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await kept.RefreshAsync(cancellationToken).ConfigureAwait(false);
        await settled.RefreshAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the layout has a place for rows of a timeframe that other stores fold.</summary>
    public bool KeepsMore(Timeframe timeframe) => frames.Find(timeframe) is not null && !Timeframe.Stored.Contains(timeframe);

    /// <summary>Open time from which on every row of a timeframe is kept.</summary>
    public long KeptFromUnixMs(Timeframe timeframe) => kept.KeptFromUnixMs(frames.KeeperOf(timeframe).Policy);

    /// <summary>Rows that open before this time hold all that shorter ones hold.</summary>
    /// <remarks>What is written comes with the ledger that speaks of it. What has no place is imported at most, and says nothing of the rest.</remarks>
    public long SettledToUnixMs(Timeframe timeframe) => frames.Find(timeframe) switch
    {
        null => long.MinValue,
        { Source: null } => long.MaxValue,
        _ => settled.SettledToUnixMs(timeframe),
    };
}
