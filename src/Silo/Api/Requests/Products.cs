using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Api.Requests;

/// <summary>Every market that can be asked for: those followed now and those with stored bars; and their coins. Looked up at most once a second.</summary>
/// <remarks>A store that is away or slow holds up nobody who asks for what is followed: what it last listed stands meanwhile.</remarks>
internal sealed class Products(IGrainAccess grains, IBarStore store, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private Task<IReadOnlyList<StoredMarket>>? _reading;
    private IReadOnlyList<StoredMarket>? _stored;
    private Known _known = new([], [], null);
    private long? _readAt;

    /// <summary>All of them, in ordinal order.</summary>
    /// <exception cref="IOException">The store has not listed its markets yet, and does not answer.</exception>
    public async Task<IReadOnlySet<MarketId>> ReadAsync(CancellationToken cancellationToken) => (await RefreshAsync(cancellationToken)).Whole().Markets;

    /// <summary>Their base coins.</summary>
    /// <exception cref="IOException">As above.</exception>
    public async Task<IReadOnlySet<string>> ReadCoinsAsync(CancellationToken cancellationToken) => (await RefreshAsync(cancellationToken)).Whole().Coins;

    /// <summary>Whether the market is one of them. Of one that is followed the store need not be asked.</summary>
    /// <exception cref="IOException">As above.</exception>
    public async Task<bool> ContainsAsync(MarketId market, CancellationToken cancellationToken)
    {
        var known = await RefreshAsync(cancellationToken);
        return known.Markets.Contains(market) || known.Whole().Markets.Contains(market);
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Known> RefreshAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_readAt is null || clock.GetElapsedTime(_readAt.Value) > Fresh)
            {
                var fault = await ReadStoredAsync(cancellationToken);
                var followed = await grains.GetMarketsAsync(cancellationToken);
                var stored = _stored ?? [];
                _known = new(
                    [.. stored.Select(market => market.Market), .. followed.Select(view => MarketId.Parse(view.Market))],
                    [.. stored.Select(market => BaseCoin.Of(market.Market)), .. followed.Select(view => view.Symbol)],
                    fault);
                _readAt = clock.GetTimestamp();
            }

            return _known;
        }
        finally
        {
            _gate.Release();
        }
    }

    // Why nothing is known of what is stored; null when something is.
    private async Task<IOException?> ReadStoredAsync(CancellationToken cancellationToken)
    {
        try
        {
            _reading ??= store.ReadMarketsAsync(CancellationToken.None);
            _stored = await (_stored is null ? _reading.WaitAsync(cancellationToken) : _reading.WaitAsync(Fresh, clock, cancellationToken));
            return null;
        }
        catch (TimeoutException) when (_reading is { IsCompleted: false })
        {
            // The reading goes on; who comes next finds its end.
            return null;
        }
        catch (IOException failure)
        {
            return _stored is null ? failure : null;
        }
        finally
        {
            _reading = _reading is { IsCompleted: false } ? _reading : null;
        }
    }

    private sealed record Known(SortedSet<MarketId> Markets, HashSet<string> Coins, IOException? Fault)
    {
        public Known Whole() => Fault is null ? this : throw new IOException(Fault.Message, Fault);
    }
}
