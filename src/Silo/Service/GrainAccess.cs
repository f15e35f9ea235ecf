using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Interfaces.OpenInterest;
using SqueezeFlow.Interfaces.Registry;
using SqueezeFlow.Interfaces.Signals;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Silo.Service;

/// <summary>The grains of this cluster.</summary>
internal sealed class GrainAccess(IGrainFactory grains, IPipeline pipeline, AccountRoutes routes) : IGrainAccess
{
    public AccountRoutes Routes => routes;

    public IExecutorGrain ExecutorOf(string account) => grains.GetGrain<IExecutorGrain>(account);

    public IFeedGrain Feed(string id) => grains.GetGrain<IFeedGrain>(id);

    public IExchangeGrain Exchange(string id) => grains.GetGrain<IExchangeGrain>(id);

    public ISymbolGrain Symbol(string symbol) => grains.GetGrain<ISymbolGrain>(symbol);

    public IExternalSignalGrain External(string key) => grains.GetGrain<IExternalSignalGrain>(key);

    public Task<IReadOnlyList<string>> GetTrackedAsync() => grains.GetGrain<IRegistryGrain>(IRegistryGrain.Key).GetSymbolsAsync().AsTask();

    public Task<OpenInterestView> GetOpenInterestAsync(string symbol) => grains.GetGrain<IOpenInterestGrain>(symbol).GetViewAsync().AsTask();

    public Task<IReadOnlyList<FeedView>> GetFeedsAsync(CancellationToken cancellationToken) => pipeline.GetFeedsAsync(cancellationToken);

    public Task<IReadOnlyList<MarketView>> GetMarketsAsync(CancellationToken cancellationToken) => pipeline.GetMarketsAsync(cancellationToken);

    public Task<IReadOnlyList<SymbolView>> GetSymbolsAsync(CancellationToken cancellationToken) => pipeline.GetSymbolsAsync(cancellationToken);
}
