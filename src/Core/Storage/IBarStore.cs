using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Storage;

/// <summary>Bars, ledger and gaps on disk. Ranges are half-open <c>[from, to)</c> in milliseconds since 1970 UTC. Safe for concurrent use.</summary>
/// <remarks>Throws <see cref="IOException"/> when the store cannot be reached or is full; nothing of the call was committed then.</remarks>
public interface IBarStore
{
    /// <summary>Commits all rows or none.</summary>
    Task WriteAsync(StoreWrite write, CancellationToken cancellationToken);

    /// <summary>Rows of one market and one stored timeframe as they were written, in time order.</summary>
    Task<IReadOnlyList<Bar>> ReadAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken);

    /// <summary>The same of several markets, each with its bars in the order of <paramref name="markets"/>: one question instead of many.</summary>
    Task<IReadOnlyList<IReadOnlyList<Bar>>> ReadAsync(
        IReadOnlyList<MarketId> markets, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        EachAsync(markets, market => ReadAsync(market, timeframe, fromUnixMs, toUnixMs, cancellationToken));

    /// <summary>Bars of one market and any timeframe, made of everything that is stored: see <see cref="Reading.StoredBars"/>.</summary>
    Task<IReadOnlyList<Bar>> ReadFoldedAsync(MarketId market, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken);

    /// <summary>The same of several markets, each with its bars in the order of <paramref name="markets"/>: one question instead of many.</summary>
    Task<IReadOnlyList<IReadOnlyList<Bar>>> ReadFoldedAsync(
        IReadOnlyList<MarketId> markets, Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        EachAsync(markets, market => ReadFoldedAsync(market, timeframe, fromUnixMs, toUnixMs, cancellationToken));

    /// <summary>Bars of all markets, ordered by market (ordinal) then time, read as they are needed.</summary>
    IAsyncEnumerable<BarRow> ReadAllAsync(Timeframe timeframe, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken);

    /// <summary>Ledger rows of one market that touch the range, in time order.</summary>
    Task<IReadOnlyList<LedgerRun>> ReadLedgerAsync(MarketId market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken);

    /// <summary>The same of several markets, each with its rows in the order of <paramref name="markets"/>: one question instead of many.</summary>
    Task<IReadOnlyList<IReadOnlyList<LedgerRun>>> ReadLedgerAsync(IReadOnlyList<MarketId> markets, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        EachAsync(markets, market => ReadLedgerAsync(market, fromUnixMs, toUnixMs, cancellationToken));

    /// <summary>Gaps that touch the range, of one market or of all (null), in time order.</summary>
    Task<IReadOnlyList<Gap>> ReadGapsAsync(MarketId? market, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken);

    /// <summary>Every market with a stored bar and the open time of its last one-second bar, in ordinal order.</summary>
    Task<IReadOnlyList<StoredMarket>> ReadMarketsAsync(CancellationToken cancellationToken);

    /// <summary>What the stored rows of markets contain, of those whose rows were written with a position. Rows that belong to these are there afterwards.</summary>
    /// <param name="markets">The markets.</param>
    /// <param name="whole">Those of which everything that was written is known to be stored: nothing that belongs to them has to be written again.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<StoredPosition>> ReadPositionsAsync(IReadOnlyList<MarketId> markets, IReadOnlySet<MarketId> whole, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredPosition>>([]);

    // A store that has no better way asks for one after the other.
    private static async Task<IReadOnlyList<IReadOnlyList<T>>> EachAsync<T>(IReadOnlyList<MarketId> markets, Func<MarketId, Task<IReadOnlyList<T>>> readAsync)
    {
        ArgumentNullException.ThrowIfNull(markets);
        var rows = new IReadOnlyList<T>[markets.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = await readAsync(markets[i]).ConfigureAwait(false);
        }

        return rows;
    }
}
