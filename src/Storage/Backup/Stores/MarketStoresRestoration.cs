using System.Text.Json.Nodes;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Storage.Backup.Stores;

/// <summary>
/// Fills an empty store of what markets did through its ports, and the local store beside it, which takes its place when everything was read back. What was
/// written through the ports stays there when the restoration fails.
/// </summary>
public sealed class MarketStoresRestoration : IStoreRestoration
{
    private readonly MarketStores _stores;
    private readonly IStoreRestoration _local;

    private MarketStoresRestoration(MarketStores stores, IStoreRestoration local) => (_stores, _local) = (stores, local);

    /// <summary>Begins; the local restoration is disposed with this, and when it cannot begin.</summary>
    /// <exception cref="StoreNotEmptyException">The store knows a market.</exception>
    public static async Task<MarketStoresRestoration> BeginAsync(MarketStores stores, IStoreRestoration local, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stores);
        ArgumentNullException.ThrowIfNull(local);
        try
        {
            return (await stores.Bars.ReadMarketsAsync(cancellationToken).ConfigureAwait(false)).Count == 0
                ? new(stores, local)
                : throw new StoreNotEmptyException($"{stores.Name}: the database is not empty. Drop it or name a new one");
        }
        catch
        {
            await local.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task WriteBarsAsync(IReadOnlyList<BarRow> rows, CancellationToken cancellationToken) => WriteAsync(new(rows, [], []), cancellationToken);

    /// <inheritdoc/>
    public Task WriteLedgerAsync(IReadOnlyList<LedgerRun> rows, CancellationToken cancellationToken) => WriteAsync(new([], rows, []), cancellationToken);

    /// <inheritdoc/>
    public Task WriteGapsAsync(IReadOnlyList<Gap> rows, CancellationToken cancellationToken) => WriteAsync(new([], [], rows), cancellationToken);

    /// <inheritdoc/>
    public Task WriteOpenInterestAsync(IReadOnlyList<OpenInterestRow> rows, CancellationToken cancellationToken) =>
        _stores.OpenInterest.WriteAsync(rows, cancellationToken);

    /// <inheritdoc/>
    public Task WriteKeptAsync(IReadOnlyList<KeptMark> rows, CancellationToken cancellationToken) => _local.WriteKeptAsync(rows, cancellationToken);

    /// <inheritdoc/>
    public Task WriteRecordsAsync(string kind, IReadOnlyList<JsonObject> rows, CancellationToken cancellationToken) =>
        _local.WriteRecordsAsync(kind, rows, cancellationToken);

    /// <inheritdoc/>
    public async Task<IStoreSnapshot> ReadBackAsync(CancellationToken cancellationToken) =>
        new MarketStoresSnapshot(_stores, await _local.ReadBackAsync(cancellationToken).ConfigureAwait(false), DateTimeOffset.MaxValue);

    /// <inheritdoc/>
    public Task CommitAsync(CancellationToken cancellationToken) => _local.CommitAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _local.DisposeAsync();

    private Task WriteAsync(StoreWrite write, CancellationToken cancellationToken) => _stores.Bars.WriteAsync(write, cancellationToken);
}
