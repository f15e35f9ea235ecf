using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Backup.Stores;

/// <summary>
/// What markets did up to a time, from a store without transactions that span its questions, and everything else from the local store. Bars are those that
/// close at the mark or before; what is still written for that time while it is read may be in it or not.
/// </summary>
/// <param name="stores">The store of what markets did.</param>
/// <param name="local">The local store; disposed with this.</param>
/// <param name="at">The mark.</param>
public sealed class MarketStoresSnapshot(MarketStores stores, IStoreSnapshot local, DateTimeOffset at) : IStoreSnapshot
{
    private readonly long _end = at.ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public SnapshotMark Mark { get; } = new(stores.Name, at);

    /// <inheritdoc/>
    public Task<long> CountAsync(CancellationToken cancellationToken) => local.CountAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Timeframe>> ReadTimeframesAsync(CancellationToken cancellationToken) => Task.FromResult(Timeframe.Stored);

    /// <inheritdoc/>
    public IAsyncEnumerable<BarRow> ReadBarsAsync(Timeframe timeframe, CancellationToken cancellationToken) =>
        stores.Bars.ReadAllAsync(timeframe, 0, timeframe.Floor(_end), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerRun> ReadLedgerAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var market in await stores.Bars.ReadMarketsAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var run in await stores.Bars.ReadLedgerAsync(market.Market, 0, _end, cancellationToken).ConfigureAwait(false))
            {
                yield return run;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Gap> ReadGapsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var gap in await stores.Bars.ReadGapsAsync(null, 0, _end, cancellationToken).ConfigureAwait(false))
        {
            yield return gap;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<OpenInterestRow> ReadOpenInterestAsync(CancellationToken cancellationToken) => stores.Archive.ReadAllAsync(0, _end, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<KeptMark> ReadKeptAsync(CancellationToken cancellationToken) => local.ReadKeptAsync(cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JsonObject> ReadRecordsAsync(string kind, CancellationToken cancellationToken) => local.ReadRecordsAsync(kind, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => local.DisposeAsync();
}
