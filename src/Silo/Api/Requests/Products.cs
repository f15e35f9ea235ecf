using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Requests;

/// <summary>Every market that can be asked for: those followed now and those with stored bars; and their coins. Looked up at most once a second.</summary>
internal sealed class Products(IGrainAccess grains, IBarStore store, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private SortedSet<MarketId> _known = [];
    private HashSet<string> _coins = [];
    private long? _readAt;

    /// <summary>All of them, in ordinal order.</summary>
    public async Task<IReadOnlySet<MarketId>> ReadAsync(CancellationToken cancellationToken) => (await RefreshAsync(cancellationToken)).Markets;

    /// <summary>Their base coins.</summary>
    public async Task<IReadOnlySet<string>> ReadCoinsAsync(CancellationToken cancellationToken) => (await RefreshAsync(cancellationToken)).Coins;

    /// <summary>Whether the market is one of them.</summary>
    public async Task<bool> ContainsAsync(MarketId market, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).Contains(market);

    public void Dispose() => _gate.Dispose();

    private async Task<(SortedSet<MarketId> Markets, HashSet<string> Coins)> RefreshAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_readAt is null || clock.GetElapsedTime(_readAt.Value) > Fresh)
            {
                var stored = await store.ReadMarketsAsync(cancellationToken);
                var followed = await grains.GetMarketsAsync(cancellationToken);
                _known = [.. stored.Select(market => market.Market), .. followed.Select(view => MarketId.Parse(view.Market))];
                _coins = [.. stored.Select(market => BaseCoin.Of(market.Market)), .. followed.Select(view => view.Symbol)];
                _readAt = clock.GetTimestamp();
            }

            return (_known, _coins);
        }
        finally
        {
            _gate.Release();
        }
    }
}
