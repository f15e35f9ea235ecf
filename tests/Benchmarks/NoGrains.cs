using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Interfaces.Signals;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Benchmarks;

/// <summary>No market is followed: only what is stored can be asked for.</summary>
internal sealed class NoGrains : IGrainAccess
{
    public AccountRoutes Routes => AccountRoutes.MainOnly;

    public IExecutorGrain ExecutorOf(string account) => throw new NotSupportedException();

    public IFeedGrain Feed(string id) => throw new NotSupportedException();

    public IExchangeGrain Exchange(string id) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> GetTrackedAsync() => Task.FromResult<IReadOnlyList<string>>([]);

    public ISymbolGrain Symbol(string symbol) => throw new NotSupportedException();

    public IExternalSignalGrain External(string key) => throw new NotSupportedException();

    public Task<OpenInterestView> GetOpenInterestAsync(string symbol) => throw new NotSupportedException();

    public Task<IReadOnlyList<FeedView>> GetFeedsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<FeedView>>([]);

    public Task<IReadOnlyList<MarketView>> GetMarketsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<MarketView>>([]);

    public Task<IReadOnlyList<SymbolView>> GetSymbolsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SymbolView>>([]);
}
